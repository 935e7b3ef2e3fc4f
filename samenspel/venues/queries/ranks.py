"""The ranks that the halls of a house have."""

from collections.abc import Mapping

from samenspel.venues.models import SeatPlan


def ranks_of(*, house: int) -> dict[int, Mapping[str, str]]:
    """Every rank of the published plans of a house with its name (language -> text), the first hall's; at least rank 1.

    Public, as halls are. One statement.
    """
    plans = SeatPlan.objects.filter(hall__venue__house=house, state=SeatPlan.State.PUBLISHED)
    ranks: dict[int, Mapping[str, str]] = {}
    for names in plans.order_by("hall_id", "-version").values_list("rank_names", flat=True):
        for rank, name in names.items():
            ranks.setdefault(int(rank), name)
    return dict(sorted(ranks.items())) or {1: {}}
