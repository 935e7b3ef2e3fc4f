"""What staff calls the kinds of a booking."""

from django.utils.translation import gettext_lazy as _

from samenspel.venues.models import HallBooking

KINDS = {
    HallBooking.Kind.PERFORMANCE: _("Performance"),
    HallBooking.Kind.REHEARSAL: _("Rehearsal"),
    HallBooking.Kind.SET_UP: _("Set-up"),
    HallBooking.Kind.TAKE_DOWN: _("Take-down"),
    HallBooking.Kind.RENTAL: _("Rental"),
    HallBooking.Kind.MAINTENANCE: _("Maintenance"),
}
