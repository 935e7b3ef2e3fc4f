"""The terms of a rule: what a price, reduction, fee or sale phase asks of the performance, the person and the moment.

A rule carries a list of terms and holds when all of them do. They are kept as JSON, `{"kind": ..., ...}`, and read here; the
reference of every kind is docs/reference/prices.md.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from samenspel.catalogue.rules.moments import BadTerms, Moment, number, parse_clock, parse_moment

MOST_NAMES = 500
MOST_LETTERS = 60
MOST_TICKETS = 100_000


class Channel(StrEnum):
    """Where is sold: the web shop, a desk, the door on the evening itself, a partner through the API."""

    SHOP = "shop"
    DESK = "desk"
    DOOR = "door"
    API = "api"


class Proof(StrEnum):
    """`known`: the product knows it of the buyer. `door`: who chooses the ticket type says so, and shows it at the door."""

    KNOWN = "known"
    DOOR = "door"


@dataclass(frozen=True, slots=True)
class Period:
    """From `opens` until, not including, `closes`; None is no bound. Last minute is a period that opens late."""

    opens: Moment | None
    closes: Moment | None


@dataclass(frozen=True, slots=True)
class Channels:
    any: frozenset[Channel]


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many tickets of this type: in one order, of one person for one performance, for one performance in all."""

    order: int | None
    person: int | None
    performance: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """At least so many tickets together for one performance."""

    least: int


@dataclass(frozen=True, slots=True)
class Code:
    """A promo code of this campaign was typed."""

    campaign: str


@dataclass(frozen=True, slots=True)
class Entitled:
    """The buyer has one of these entitlements (uitpas-social, edc, subscriber...), of at least this level (shows, say)."""

    any: frozenset[str]
    level: int
    proof: Proof


@dataclass(frozen=True, slots=True)
class Resident:
    postcodes: frozenset[str]
    proof: Proof


@dataclass(frozen=True, slots=True)
class Age:
    """Years on the day of the performance, both included."""

    youngest: int | None
    oldest: int | None
    proof: Proof


@dataclass(frozen=True, slots=True)
class Genres:
    any: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weekdays:
    """ISO: Monday is 1. The day of the performance in Brussels."""

    any: frozenset[int]


@dataclass(frozen=True, slots=True)
class StartTime:
    """The performance starts at or after `first` and before `last`, on the clock of Brussels; None is no bound."""

    first: time | None
    last: time | None


@dataclass(frozen=True, slots=True)
class Programme:
    """Only these performances, productions and seasons; with `other_than` all but these."""

    performances: frozenset[int]
    productions: frozenset[int]
    seasons: frozenset[int]
    other_than: bool


@dataclass(frozen=True, slots=True)
class ReasonGiven:
    """Who sells gives one of these reasons with the ticket (guest, press, jury...)."""

    any: frozenset[str]


Term = (
    Period
    | Channels
    | Limit
    | Group
    | Code
    | Entitled
    | Resident
    | Age
    | Genres
    | Weekdays
    | StartTime
    | Programme
    | ReasonGiven
)


def parse_term(*, data: object) -> Term:
    """One term from its JSON. Raises BadTerms with the field that is missing, unknown, wrong or out of range."""
    if not isinstance(data, Mapping):
        raise BadTerms("kind", "wrong")
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in READERS:
        raise BadTerms("kind", "missing" if kind is None else "unknown")
    fields, read = READERS[kind]
    for field in data:
        if field not in fields and field != "kind":
            raise BadTerms(str(field), "unknown")
    return read({field: data.get(field) for field in fields})


def parse_terms(*, data: Iterable[object], kinds: frozenset[str] | None = None) -> tuple[Term, ...]:
    """All terms of a rule; with `kinds` only these are allowed. Raises BadTerms, its field led by the number of the term."""
    found: list[Term] = []
    for position, each in enumerate(data):
        if kinds is not None and isinstance(each, Mapping) and each.get("kind") not in kinds:
            raise BadTerms(f"{position}.kind", "unknown")
        try:
            found.append(parse_term(data=each))
        except BadTerms as bad:
            raise BadTerms(f"{position}.{bad.field}", bad.problem) from bad
    return tuple(found)


Data = Mapping[str, object]


def _period(data: Data) -> Term:
    if data["opens"] is None and data["closes"] is None:
        raise BadTerms("opens", "missing")
    opens, closes = (
        None if data[field] is None else parse_moment(data=data[field], field=field)
        for field in ("opens", "closes")
    )
    if opens and closes and opens.at and closes.at and closes.at <= opens.at:
        raise BadTerms("closes", "range")
    return Period(opens, closes)


def _channels(data: Data) -> Term:
    try:
        return Channels(frozenset(Channel(name) for name in _names(data["any"], "any")))
    except ValueError as error:
        raise BadTerms("any", "unknown") from error


def _limit(data: Data) -> Term:
    order, person, performance = (
        _maybe_number(data[field], field, 0, MOST_TICKETS) for field in ("order", "person", "performance")
    )
    if order is None and person is None and performance is None:
        raise BadTerms("order", "missing")
    return Limit(order, person, performance)


def _group(data: Data) -> Term:
    return Group(number(data["least"], "least", 1, MOST_TICKETS))


def _code(data: Data) -> Term:
    return Code(_name(data["campaign"], "campaign"))


def _entitled(data: Data) -> Term:
    level = _maybe_number(data["level"], "level", 0, MOST_TICKETS)
    return Entitled(_names(data["any"], "any"), level or 0, _proof(data))


def _resident(data: Data) -> Term:
    return Resident(_names(data["postcodes"], "postcodes"), _proof(data))


def _age(data: Data) -> Term:
    youngest, oldest = (_maybe_number(data[field], field, 0, 150) for field in ("youngest", "oldest"))
    if youngest is None and oldest is None:
        raise BadTerms("youngest", "missing")
    if youngest is not None and oldest is not None and oldest < youngest:
        raise BadTerms("oldest", "range")
    return Age(youngest, oldest, _proof(data))


def _genres(data: Data) -> Term:
    return Genres(_names(data["any"], "any"))


def _weekdays(data: Data) -> Term:
    days = frozenset(number(day, "any", 1, 7) for day in _list(data["any"], "any"))
    if not days:
        raise BadTerms("any", "missing")
    return Weekdays(days)


def _start_time(data: Data) -> Term:
    first, last = (
        None if data[field] is None else parse_clock(data=data[field], field=field)
        for field in ("first", "last")
    )
    if first is None and last is None:
        raise BadTerms("first", "missing")
    if first is not None and last is not None and last <= first:
        raise BadTerms("last", "range")
    return StartTime(first, last)


def _programme(data: Data) -> Term:
    performances, productions, seasons = (
        frozenset(number(each, field, 1, 2**62) for each in _list(data[field] or [], field))
        for field in ("performances", "productions", "seasons")
    )
    if not (performances or productions or seasons):
        raise BadTerms("performances", "missing")
    return Programme(performances, productions, seasons, bool(data["other_than"]))


def _reason(data: Data) -> Term:
    return ReasonGiven(_names(data["any"], "any"))


READERS: Mapping[str, tuple[tuple[str, ...], Callable[[Data], Term]]] = {
    "period": (("opens", "closes"), _period),
    "channel": (("any",), _channels),
    "limit": (("order", "person", "performance"), _limit),
    "group": (("least",), _group),
    "code": (("campaign",), _code),
    "entitlement": (("any", "level", "proof"), _entitled),
    "resident": (("postcodes", "proof"), _resident),
    "age": (("youngest", "oldest", "proof"), _age),
    "genre": (("any",), _genres),
    "weekday": (("any",), _weekdays),
    "start_time": (("first", "last"), _start_time),
    "programme": (("performances", "productions", "seasons", "other_than"), _programme),
    "reason": (("any",), _reason),
}

KINDS = frozenset(READERS)


def _list(data: object, field: str) -> list[object]:
    if data is None:
        raise BadTerms(field, "missing")
    if not isinstance(data, list | tuple):
        raise BadTerms(field, "wrong")
    if len(data) > MOST_NAMES:
        raise BadTerms(field, "range")
    return list(data)


def _names(data: object, field: str) -> frozenset[str]:
    names = frozenset(_name(each, field) for each in _list(data, field))
    if not names:
        raise BadTerms(field, "missing")
    return names


def _name(data: object, field: str) -> str:
    if data is None:
        raise BadTerms(field, "missing")
    if not isinstance(data, str) or not data.strip():
        raise BadTerms(field, "wrong")
    if len(data) > MOST_LETTERS:
        raise BadTerms(field, "range")
    return data.strip()


def _maybe_number(data: object, field: str, least: int, most: int) -> int | None:
    return None if data is None else number(data, field, least, most)


def _proof(data: Data) -> Proof:
    try:
        return Proof(str(data["proof"] or Proof.KNOWN))
    except ValueError as error:
        raise BadTerms("proof", "unknown") from error
