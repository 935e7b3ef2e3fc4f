"""How many places one order has of a timeslot, in words: the same sentence before the choice and at its refusal."""

from django.utils.translation import gettext as _


def group_text(*, smallest: int, largest: int) -> str:
    """0 says nothing; nothing at all is an empty text."""
    sizes = {"smallest": smallest, "largest": largest}
    if smallest > 1 and largest:
        if smallest == largest:
            return _("This timeslot is booked for exactly %(smallest)d people at a time.") % sizes
        return _("This timeslot is booked for %(smallest)d to %(largest)d people at a time.") % sizes
    if smallest > 1:
        return _("This timeslot is booked for at least %(smallest)d people at a time.") % sizes
    if largest:
        return _("This timeslot is booked for at most %(largest)d people at a time.") % sizes
    return ""
