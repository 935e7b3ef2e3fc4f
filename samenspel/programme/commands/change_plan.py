"""Give a performance another version of its hall's seat plan."""

from samenspel.programme.models import Performance


def change_plan(*, performance: int, plan: int) -> None:
    """Only for `sales.commands.move_sales`, which moves what was sold in the same transaction."""
    Performance.objects.filter(pk=performance).update(plan=plan)
