"""Plan a performance of a production, own or shared, in a hall of the house."""

from samenspel.kernel.clock import BRUSSELS
from samenspel.programme.commands.change_programme import Act, programming, sign, tell
from samenspel.programme.commands.hall_time import both_change, hold_hall
from samenspel.programme.commands.performance_fields import PerformanceFields, columns_of
from samenspel.programme.models import Performance


def plan_performance(*, act: Act, fields: PerformanceFields) -> int:
    """Plan it and take its hall: an option books an option, anything else books for sure. Answers its id.

    Raises BadField, HallTaken, NotFound (hall, production or season the house cannot use), NotProgrammer.
    """
    with programming(act), both_change():
        return add_performance(act=act, fields=fields)


def add_performance(*, act: Act, fields: PerformanceFields, is_timeslot: bool = False) -> int:
    """The same inside a transaction that is `programming` and `both_change` already."""
    row = Performance(house_id=act.house, is_timeslot=is_timeslot)
    fields.write_on(row)
    row.code = _free_code(row)
    hold_hall(act=act, row=row, was=None)
    sign(act=act, row=row)
    row.save()
    tell(act=act, kind="performance.planned", subject=row.pk, before=None, after=columns_of(row))
    return row.pk


def _free_code(row: Performance) -> str:
    """`de-lange-adem-20261127-2000`, with a number when there is one."""
    base = f"{row.production.slug[:40]}-{row.starts_at.astimezone(BRUSSELS):%Y%m%d-%H%M}"
    taken = set(
        Performance.objects.filter(house=row.house_id, code__startswith=base).values_list("code", flat=True)
    )
    return next(
        code
        for code in (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
        if code not in taken
    )
