"""What an usher reads: one word, one reason, one place."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenspel.access.commands.admit import Admission, Outcome
from samenspel.web.design import formats


@dataclass(frozen=True, slots=True)
class Told:
    """`state` is the colour: `ok` or `no`. `note` is what to look at before letting somebody in (a student card)."""

    state: str
    word: str
    why: str
    place: str
    ticket_type: str
    note: str
    initials: str


def told(admission: Admission) -> Told:
    """An admission in the language of the page."""
    return Told(
        state="ok" if admission.is_in else "no",
        word=_word(admission),
        why=_why(admission),
        place=_place(admission),
        ticket_type=_text(admission.ticket_type),
        note=_text(admission.door_note) if admission.is_in else "",
        initials=admission.initials,
    )


def _word(admission: Admission) -> str:
    match admission.outcome:
        case Outcome.ADMITTED:
            return _("Welcome")
        case Outcome.ALREADY_IN:
            return _("Already in")
        case Outcome.OTHER_PERFORMANCE:
            return _("Not here")
        case _outcome:
            return _("No entry")


def _why(admission: Admission) -> str:
    match admission.outcome:
        case Outcome.ADMITTED:
            return ""
        case Outcome.ALREADY_IN:
            assert admission.first_admitted_at is not None
            return _("This ticket went in at %(time)s.") % {
                "time": formats.clock(at=admission.first_admitted_at)
            }
        case Outcome.OTHER_PERFORMANCE:
            assert admission.other_starts_at is not None
            moment = formats.moment(at=admission.other_starts_at, language=_language())
            return _("This ticket is for %(title)s, %(moment)s.") % {
                "title": admission.other_title,
                "moment": moment,
            }
        case Outcome.VOID:
            return _("This ticket was cancelled.")
        case Outcome.OLD_CODE:
            return _("This ticket was issued again. Ask for the newest one.")
        case Outcome.FORGED:
            return _("This code is forged: we never made it.")
        case Outcome.UNKNOWN:
            return _("No ticket with this code. Scan again, or type the code under the square.")


def _place(admission: Admission) -> str:
    if not admission.seat:
        return admission.section
    parts = [admission.section]
    if admission.row:
        parts.append(_("row %(row)s") % {"row": admission.row})
    return " · ".join([*parts, _("seat %(seat)s") % {"seat": admission.seat}])


def _text(texts: dict[str, str] | None) -> str:
    if not texts:
        return ""
    return texts.get(_language()) or texts.get("nl") or next(iter(texts.values()), "")


def _language() -> str:
    return formats.known_language(get_language())
