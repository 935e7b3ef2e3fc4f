"""A ticket type of which the visitor pays a part, and organiser and municipality the rest.

UiTPAS kansentarief: visitor 20 %, organiser 40 %, municipality 40 %; the visitor at most 25 % and never nothing, the organiser
at least 10 % (publiq, "UiTPAS kansentarief"). What a card may have at a moment is UiTPAS' own to say; this is the list price.
"""

from dataclasses import dataclass

from samenspel.catalogue.rules.moments import BadTerms
from samenspel.kernel.money import BASIS, split_cents

VISITOR_MOST_BP = 2500
ORGANISER_LEAST_BP = 1000


@dataclass(frozen=True, slots=True)
class Parts:
    """Who carries how much of a regular price, in basis points; together the whole."""

    visitor_bp: int
    organiser_bp: int
    municipality_bp: int


@dataclass(frozen=True, slots=True)
class Carried:
    """A regular price as each carries it; the three add up to it."""

    visitor_cents: int
    organiser_cents: int
    municipality_cents: int


UITPAS = Parts(visitor_bp=2000, organiser_bp=4000, municipality_bp=4000)


def check_parts(*, parts: Parts) -> None:
    """Raises BadTerms naming the part that breaks the rule of the card."""
    if not 0 < parts.visitor_bp <= VISITOR_MOST_BP:
        raise BadTerms("visitor_bp", "range")
    if parts.organiser_bp < ORGANISER_LEAST_BP:
        raise BadTerms("organiser_bp", "range")
    if parts.municipality_bp < 0 or parts.visitor_bp + parts.organiser_bp + parts.municipality_bp != BASIS:
        raise BadTerms("municipality_bp", "range")


def carried(*, regular_cents: int, parts: Parts) -> Carried:
    """Who carries what of a regular price, to the cent; ties go to the visitor's part, then the organiser's."""
    weights = (parts.visitor_bp, parts.organiser_bp, parts.municipality_bp)
    return Carried(*split_cents(total_cents=regular_cents, weights=weights))
