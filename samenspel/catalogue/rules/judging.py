"""Why a term does not hold: one answer a term, with what it asks, so that a page can say it in a sentence."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samenspel.catalogue.rules import terms as t
from samenspel.catalogue.rules.facts import Asking, Person, Show
from samenspel.kernel.clock import BRUSSELS

RESIDENT = "resident"
"""The entitlement of somebody of whom the house saw that they live in its postcodes."""


class Why(StrEnum):
    """The codes of a hindrance; its data stands behind each."""

    TOO_EARLY = "too_early"  # opens: datetime
    TOO_LATE = "too_late"  # closed: datetime
    CHANNEL = "channel"  # any: channels
    CODE = "code"  # campaign
    ENTITLEMENT = "entitlement"  # any: kinds, level
    RESIDENT = "resident"  # postcodes
    AGE = "age"  # youngest, oldest
    GENRE = "genre"  # any: genres
    WEEKDAY = "weekday"  # any: 1-7
    START_TIME = "start_time"  # first, last
    PROGRAMME = "programme"
    REASON = "reason"  # any: reasons
    GROUP = "group"  # least, found
    LIMIT_ORDER = "limit_order"  # limit
    LIMIT_PERSON = "limit_person"  # limit, had
    LIMIT_PERFORMANCE = "limit_performance"  # limit, had
    NO_PRICE = "no_price"
    NOT_CHOSEN = "not_chosen"  # another ticket type was asked for
    NOT_LOWEST = "not_lowest"  # another ticket type costs less
    TICKET_TYPE = "ticket_type"  # the reduction is for other ticket types
    TOO_FEW = "too_few"  # take, or adults and children: the tickets a set needs
    NO_GAIN = "no_gain"  # the reduction would save nothing here
    BETTER_REDUCTION = "better_reduction"  # instead: the reduction that saves more together
    COSTS_NOTHING = "costs_nothing"  # no fee for a free ticket


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why something does not apply; `data` by the names beside the code in `Why`."""

    why: Why
    data: dict[str, object] = field(default_factory=dict)


def hindrances(
    *, terms: tuple[t.Term, ...], show: Show, asking: Asking, declared: bool = False, reason: str = ""
) -> tuple[Hindrance, ...]:
    """Every term that does not hold, in their order. Counting terms (limit, group) are for who sees the whole cart.

    `declared`: the ticket type was asked for by name, which answers terms that are shown at the door.
    """
    found = (
        hindrance(term=term, show=show, asking=asking, declared=declared, reason=reason) for term in terms
    )
    return tuple(each for each in found if each is not None)


def hindrance(*, term: t.Term, show: Show, asking: Asking, declared: bool, reason: str) -> Hindrance | None:
    """Why this term does not hold, or None when it does."""
    match term:
        case t.Period():
            return _period(term, show, asking)
        case t.Channels(any=channels):
            holds = asking.channel in channels
            return None if holds else Hindrance(Why.CHANNEL, {"any": sorted(channels)})
        case t.Code(campaign=campaign):
            holds = (show.house, campaign) in asking.campaigns
            return None if holds else Hindrance(Why.CODE, {"campaign": campaign})
        case t.Entitled() | t.Resident() | t.Age():
            if declared and term.proof is t.Proof.DOOR:
                return None
            return _personal(term, show, asking.person)
        case t.ReasonGiven(any=reasons):
            return None if reason in reasons else Hindrance(Why.REASON, {"any": sorted(reasons)})
        case t.Limit() | t.Group():
            return None
        case _:
            return _of_show(term, show)


def _period(term: t.Period, show: Show, asking: Asking) -> Hindrance | None:
    if asking.agreed:
        return None
    opens = None if term.opens is None else term.opens.of(starts_at=show.starts_at)
    if opens is not None and asking.at < opens:
        return Hindrance(Why.TOO_EARLY, {"opens": opens})
    closes = None if term.closes is None else term.closes.of(starts_at=show.starts_at)
    if closes is not None and asking.at >= closes:
        return Hindrance(Why.TOO_LATE, {"closed": closes})
    return None


def _personal(term: t.Entitled | t.Resident | t.Age, show: Show, person: Person) -> Hindrance | None:
    match term:
        case t.Entitled(any=kinds, level=level):
            holds = any(
                held.kind in kinds and held.level >= level and held.house in (None, show.house)
                for held in person.held
            )
            return None if holds else Hindrance(Why.ENTITLEMENT, {"any": sorted(kinds), "level": level})
        case t.Resident(postcodes=postcodes):
            holds = person.postcode in postcodes or any(
                held.kind == RESIDENT and held.house in (None, show.house) for held in person.held
            )
            return None if holds else Hindrance(Why.RESIDENT, {"postcodes": sorted(postcodes)})
        case t.Age(youngest=youngest, oldest=oldest):
            day = show.starts_at.astimezone(BRUSSELS).date()
            age = None if person.born_on is None else years(born_on=person.born_on, on=day)
            holds = (
                age is not None
                and (youngest is None or age >= youngest)
                and (oldest is None or age <= oldest)
            )
            return None if holds else Hindrance(Why.AGE, {"youngest": youngest, "oldest": oldest})


def _of_show(term: t.Genres | t.Weekdays | t.StartTime | t.Programme, show: Show) -> Hindrance | None:
    local = show.starts_at.astimezone(BRUSSELS)
    match term:
        case t.Genres(any=genres):
            return None if show.genre in genres else Hindrance(Why.GENRE, {"any": sorted(genres)})
        case t.Weekdays(any=days):
            return None if local.isoweekday() in days else Hindrance(Why.WEEKDAY, {"any": sorted(days)})
        case t.StartTime(first=first, last=last):
            clock = local.time()
            holds = (first is None or clock >= first) and (last is None or clock < last)
            return None if holds else Hindrance(Why.START_TIME, {"first": first, "last": last})
        case t.Programme():
            named = (
                show.id in term.performances
                or show.production in term.productions
                or (show.season is not None and show.season in term.seasons)
            )
            return None if named != term.other_than else Hindrance(Why.PROGRAMME)


def years(*, born_on: date, on: date) -> int:
    """Full years of age on a day."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
