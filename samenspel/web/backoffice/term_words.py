"""The terms of a rule in plain sentences, for the staff that wrote them."""

from collections.abc import Mapping
from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samenspel.catalogue.rules import terms as t
from samenspel.catalogue.rules.moments import Moment
from samenspel.web.backoffice import words
from samenspel.web.design import formats
from samenspel.web.entitlements import ENTITLEMENTS
from samenspel.web.shop.cards import genre_name

Names = Mapping[str, Mapping[int, str]]
"""What performances, productions and seasons are called, by those three words and their id."""

KINDS = {
    "period": (gettext_lazy("Period"), gettext_lazy("From when until when; last minute too")),
    "channel": (gettext_lazy("Channel"), gettext_lazy("Online, at the desk, at the door")),
    "limit": (gettext_lazy("Limit"), gettext_lazy("At most so many an order, a person or a performance")),
    "group": (gettext_lazy("Group"), gettext_lazy("From so many tickets together")),
    "code": (gettext_lazy("Code"), gettext_lazy("For who types a code of a campaign")),
    "entitlement": (
        gettext_lazy("Card or subscription"),
        gettext_lazy("UiTPAS, Disability Card, subscribers"),
    ),
    "resident": (gettext_lazy("Residents"), gettext_lazy("For who lives in these postcodes")),
    "age": (gettext_lazy("Age"), gettext_lazy("From and up to so many years")),
    "genre": (gettext_lazy("Genre"), gettext_lazy("Only for some genres")),
    "weekday": (gettext_lazy("Weekday"), gettext_lazy("Only on some days of the week")),
    "start_time": (gettext_lazy("Hour"), gettext_lazy("Only for performances that start then")),
    "programme": (gettext_lazy("Programme"), gettext_lazy("Only for, or not for, what you choose")),
    "reason": (gettext_lazy("Reason"), gettext_lazy("Given with a reason: guests, press")),
}
CHANNELS = {
    "shop": gettext_lazy("online"),
    "desk": gettext_lazy("at the desk"),
    "door": gettext_lazy("at the door"),
    "api": gettext_lazy("through partners"),
}


def sentence(*, term: t.Term, names: Names) -> str:
    """One sentence in the language of the page."""
    match term:
        case t.Period(opens=opens, closes=closes):
            return _period(opens, closes)
        case t.Channels(any=channels):
            return _("Only %(where)s.") % {"where": _listed(sorted(str(CHANNELS[name]) for name in channels))}
        case t.Limit():
            return _limit(term)
        case t.Group(least=least):
            return ngettext("From %(count)d ticket.", "From %(count)d tickets together.", least) % {
                "count": least
            }
        case t.Code(campaign=campaign):
            return _("With a code of “%(campaign)s”.") % {"campaign": campaign}
        case t.Entitled() | t.Resident() | t.Age():
            return f"{_personal(term)} {_proof(term.proof)}"
        case t.ReasonGiven(any=reasons):
            return _("Given with a reason: %(reasons)s.") % {"reasons": _listed(sorted(reasons))}
        case _:
            return _of_show(term, names)


def moment(at: Moment) -> str:
    """`6 jun, 9:00`, `2 dagen voor de voorstelling om 17:00`, `10 minuten voor het begin`."""
    if at.at is not None:
        return formats.moment(at=at.at, language=words.language())
    if at.minutes_before is not None:
        return ngettext(
            "%(count)d minute before the start", "%(count)d minutes before the start", at.minutes_before
        ) % {"count": at.minutes_before}
    days = at.days_before or 0
    day = (
        ngettext("%(count)d day before", "%(count)d days before", days) % {"count": days}
        if days
        else _("the day itself")
    )
    return day if at.clock is None else _("%(day)s at %(clock)s") % {"day": day, "clock": _clock(at.clock)}


def entitlements(kinds: frozenset[str]) -> str:
    """What cards and subscriptions are called, one or the other."""
    return _listed(sorted(str(ENTITLEMENTS.get(kind, kind)) for kind in kinds))


def _period(opens: Moment | None, closes: Moment | None) -> str:
    if opens is None:
        assert closes is not None
        return _("Until %(closes)s.") % {"closes": moment(closes)}
    if closes is None:
        return _("From %(opens)s.") % {"opens": moment(opens)}
    return _("From %(opens)s until %(closes)s.") % {"opens": moment(opens), "closes": moment(closes)}


def _limit(term: t.Limit) -> str:
    sentences = []
    if term.order is not None:
        sentences.append(_("At most %(count)d in one order.") % {"count": term.order})
    if term.person is not None:
        sentences.append(_("At most %(count)d for one person a performance.") % {"count": term.person})
    if term.performance is not None:
        sentences.append(_("At most %(count)d for one performance in all.") % {"count": term.performance})
    return " ".join(sentences)


def _personal(term: t.Entitled | t.Resident | t.Age) -> str:
    match term:
        case t.Entitled(any=kinds, level=0):
            return _("For who has: %(cards)s.") % {"cards": entitlements(kinds)}
        case t.Entitled(any=kinds, level=level):
            return _("For who has: %(cards)s, of at least %(level)d.") % {
                "cards": entitlements(kinds),
                "level": level,
            }
        case t.Resident(postcodes=postcodes):
            return _("For who lives in %(postcodes)s.") % {"postcodes": _listed(sorted(postcodes))}
        case t.Age(youngest=None, oldest=oldest):
            return _("Up to %(oldest)s years old.") % {"oldest": oldest}
        case t.Age(youngest=youngest, oldest=None):
            return _("From %(youngest)s years old.") % {"youngest": youngest}
        case t.Age(youngest=youngest, oldest=oldest):
            return _("From %(youngest)s to %(oldest)s years old.") % {"youngest": youngest, "oldest": oldest}


def _proof(proof: t.Proof) -> str:
    return _("Shown at the door.") if proof is t.Proof.DOOR else _("Known of the buyer.")


def _of_show(term: t.Genres | t.Weekdays | t.StartTime | t.Programme, names: Names) -> str:
    match term:
        case t.Genres(any=genres):
            return _("Only %(what)s.") % {"what": _listed([genre_name(genre) for genre in sorted(genres)])}
        case t.Weekdays(any=days):
            weekdays = formats.WEEKDAYS_LONG[words.language()]
            return _("Only on %(days)s.") % {"days": _listed([weekdays[day - 1] for day in sorted(days)])}
        case t.StartTime(first=first, last=last):
            return _start_time(first, last)
        case t.Programme():
            named = _listed(_programme(term, names))
            return (_("Not for %(what)s.") if term.other_than else _("Only for %(what)s.")) % {"what": named}


def _start_time(first: time | None, last: time | None) -> str:
    if first is None:
        return _("Only performances that start before %(last)s.") % {"last": _clock(last)}
    if last is None:
        return _("Only performances that start from %(first)s.") % {"first": _clock(first)}
    return _("Only performances that start from %(first)s and before %(last)s.") % {
        "first": _clock(first),
        "last": _clock(last),
    }


def _programme(term: t.Programme, names: Names) -> list[str]:
    groups = (
        ("performances", term.performances),
        ("productions", term.productions),
        ("seasons", term.seasons),
    )
    return [names.get(word, {}).get(id_, f"#{id_}") for word, ids in groups for id_ in sorted(ids)]


def _clock(clock: time | None) -> str:
    return "" if clock is None else clock.strftime("%H:%M")


def _listed(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s or %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}
