"""How a place is called: in the cart, in an error, on the order page."""

from django.utils.translation import gettext as _

from samenspel.inventory.rules.plan import Plan


def place_label(*, section: str, row: str, seat: str, kind: str) -> str:
    """`Parterre, rij C, stoel 5`, `staanplaats`; nothing for a timeslot, where a place has no name at all."""
    if not seat:
        return _("standing place") if kind == "standing" and section else section
    where = (
        _("row %(row)s, seat %(seat)s") % {"row": row, "seat": seat}
        if row
        else _("seat %(seat)s") % {"seat": seat}
    )
    name = f"{section}, {where}" if section else where
    if kind == "wheelchair":
        return _("%(place)s (wheelchair place)") % {"place": name}
    if kind == "companion":
        return _("%(place)s (companion)") % {"place": name}
    if kind == "restricted":
        return _("%(place)s (restricted view)") % {"place": name}
    return name


def label_in(plan: Plan, no: int) -> str:
    """A place of a plan by its number; a number that is not in the plan is its own name."""
    place = plan.places.get(no)
    if place is None:
        return str(no)
    return place_label(section=place.section, row=place.row, seat=place.seat, kind=place.kind)
