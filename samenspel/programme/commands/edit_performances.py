"""Write the same on many performances at once, exactly as it was shown before."""

from collections.abc import Mapping
from copy import copy

from samenspel.kernel.errors import NotFound
from samenspel.programme.commands.change_programme import Act, BadField, locked, programming, sign, tell
from samenspel.programme.commands.hall_time import both_change, hold_hall
from samenspel.programme.commands.performance_fields import PRACTICAL_MAX, columns_of, is_open
from samenspel.programme.models import Performance
from samenspel.programme.rules.bulk_edit import BulkEdit, Change, changes

AT_ONCE = 200


def edit_performances(*, act: Act, performances: Mapping[int, int], edit: BulkEdit) -> int:
    """Write `edit` on performances of the house (id -> revision that was shown), all or none; answers how many changed.

    At most 200. Raises BadField, SavedInBetween, HallTaken (an option that becomes sure), NotFound, NotProgrammer.
    """
    if edit.state not in (None, Performance.State.CONFIRMED, Performance.State.ON_SALE):
        raise BadField("state", "by_guide")
    if not 1 <= len(performances) <= AT_ONCE:
        raise BadField("performances", "too_many" if performances else "missing")
    changed = 0
    with programming(act), both_change():
        if Performance.objects.filter(pk__in=performances, house=act.house).count() != len(performances):
            raise NotFound(*performances)
        for id_, revision in sorted(performances.items()):
            row = locked(act=act, kind=Performance, id=id_, revision=revision)
            wanted = changes_of(row=row, edit=edit)
            if wanted:
                _write(act, row, wanted)
                changed += 1
    return changed


def changes_of(*, row: Performance, edit: BulkEdit) -> tuple[Change, ...]:
    """What `edit` would change in a performance."""
    return changes(
        edit=edit,
        state=row.state,
        published_at=row.published_at,
        sale_starts_at=row.sale_starts_at,
        practical=row.practical,
    )


def _write(act: Act, row: Performance, wanted: tuple[Change, ...]) -> None:
    was, before = copy(row), columns_of(row)
    if is_open(row=row, at=act.at):
        row.opened_at = row.opened_at or act.at
    row.practical = dict(row.practical)
    for change in wanted:
        name, _, language = change.field.partition(".")
        if language:
            row.practical[language] = change.after[:PRACTICAL_MAX]
        else:
            setattr(row, name, change.after)
    if row.sale_ends_at <= row.sale_starts_at:
        raise BadField("sale_starts_at", "after_sale")
    hold_hall(act=act, row=row, was=was)
    sign(act=act, row=row)
    row.save()
    tell(act=act, kind="performance.changed", subject=row.pk, before=before, after=columns_of(row))
