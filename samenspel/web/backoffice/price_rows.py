"""What the pages about prices share: the tabs above them, the way back, and what terms are called there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samenspel.catalogue.queries.price_lists import price_lists_of
from samenspel.catalogue.queries.ticket_types import ticket_types_of
from samenspel.catalogue.rules.terms import parse_term
from samenspel.programme.queries.to_come import to_come
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk
from samenspel.web.backoffice.programme_rows import Choices, season_choices
from samenspel.web.backoffice.term_words import KINDS, sentence
from samenspel.web.design import formats


@dataclass(frozen=True, slots=True)
class Programme:
    """What terms can name of the programme of a house: the choices of a form by word, and the names by word and id."""

    choices: Mapping[str, Choices]

    @property
    def names(self) -> dict[str, dict[int, str]]:
        return {word: {int(value): text for value, text in choices} for word, choices in self.choices.items()}


def programme_of(desk: Desk) -> Programme:
    """What is still to come, and every season."""
    shows = to_come(scope=desk.scope, house=desk.house.id, at=desk.at)
    language = words.language()
    return Programme(
        {
            "seasons": season_choices(desk),
            "productions": [*{str(show.production): show.title for show in shows}.items()],
            "performances": [
                (
                    str(show.performance),
                    f"{show.title}, {formats.moment(at=show.starts_at, language=language)}",
                )
                for show in shows
            ],
        }
    )


def type_choices(desk: Desk) -> Choices:
    found = ticket_types_of(scope=desk.scope, house=desk.house.id)
    return [(str(one.id), words.in_language(dict(one.name))) for one in found]


def place_choices(desk: Desk, ranks: Iterable[int]) -> Choices:
    """Each price list, and each rank of it, as a condition can stand there."""
    ranks = list(ranks)
    return [
        choice
        for one in price_lists_of(scope=desk.scope, house=desk.house.id)
        for choice in (
            (str(one.id), one.name),
            *(
                (f"{one.id}:{rank}", _("%(list)s, rank %(rank)d") % {"list": one.name, "rank": rank})
                for rank in ranks
            ),
        )
    ]


def sentences(terms: Iterable[Mapping[str, Any]], names: Mapping[str, Mapping[int, str]]) -> list[str]:
    return [sentence(term=parse_term(data=each), names=names) for each in terms]


def kinds(without: Iterable[str] = (), *, url: Any) -> list[dict[str, str]]:
    """The kinds of terms one can add, with their page."""
    left_out = frozenset(without)
    return [
        {"label": str(label), "what": str(what), "url": url(kind)}
        for kind, (label, what) in KINDS.items()
        if kind not in left_out
    ]


def tabs(desk: Desk, current: str) -> list[dict[str, Any]]:
    names = {
        "prices": _("Price lists"),
        "ticket_types": _("Ticket types"),
        "reductions": _("Reductions"),
        "fees": _("Fees"),
        "phases": _("Sale phases"),
        "promo_codes": _("Codes"),
    }
    return [
        {"label": label, "url": desk.url(name), "current": name == current} for name, label in names.items()
    ]


def crumbs(desk: Desk, *titles: str, under: Sequence[tuple[str, str]] = ()) -> list[dict[str, str]]:
    """Prices, the pages in between as (label, url), and where one is."""
    return [
        {"label": _("Prices"), "url": desk.url("prices")},
        *({"label": label, "url": url} for label, url in under),
        *({"label": title} for title in titles),
    ]
