"""What cards and subscriptions are called, for staff and visitors alike."""

from datetime import date

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from samenspel.web.design import formats

ENTITLEMENTS = {
    "uitpas-social": gettext_lazy("UiTPAS with social tariff"),
    "edc": gettext_lazy("European Disability Card"),
    "resident": gettext_lazy("proof of residence"),
    "subscriber": gettext_lazy("subscription"),
    "friend": gettext_lazy("friends' pass"),
    "student": gettext_lazy("student card"),
    "wheelchair": gettext_lazy("wheelchair"),
    "companion": gettext_lazy("companion"),
}


def counts(*, first: date | None, last: date | None) -> list[str]:
    """From when and until when, as far as there is a bound."""
    language = formats.known_language(get_language())
    said = []
    if first is not None:
        said.append(_("from %(day)s") % {"day": formats.day_of_year(on=first, language=language)})
    if last is not None:
        day = formats.day_of_year(on=last, language=language)
        said.append(_("up to and including %(day)s") % {"day": day})
    return said


def card_name(*, kind: str, level: int = 0) -> str:
    """`subscription, 6 shows`; a kind of a house's own says its own name."""
    name = str(ENTITLEMENTS.get(kind, kind))
    if not level:
        return name
    return f"{name}, {ngettext('%(count)d show', '%(count)d shows', level) % {'count': level}}"
