"""What productions and performances are called, by id."""

from collections.abc import Iterable

from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Production


def production_titles(*, scope: Scope, productions: Iterable[int]) -> dict[int, str]:
    """Titles by id. One statement, none when nothing is asked."""
    wanted = set(productions)
    if not wanted:
        return {}
    with scope.open():
        return dict(Production.objects.filter(pk__in=wanted).values_list("pk", "title"))
