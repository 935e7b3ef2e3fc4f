"""What a poster is made of."""

from dataclasses import dataclass

from samenspel.kernel.errors import NotFound
from samenspel.kernel.remember import Memory
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class PosterFacts:
    """Title, company and genre of a production, and the accent (#rrggbb) of the house that entered it.

    `picture_key` names the picture that takes the place of a drawn poster; empty without.
    """

    id: int
    title: str
    company: str
    genre: str
    accent: str
    picture_key: str


READ = load(__file__, "production", PosterFacts)
_memory: Memory[PosterFacts] = Memory(ttl_s=300, size=2048)


def poster_facts(*, production: int) -> PosterFacts:
    """At most five minutes old. Raises NotFound."""
    return _memory.get(production, lambda: _read(production=production))


def _read(*, production: int) -> PosterFacts:
    rows = READ.rows(scope=Scope.nobody(), production=production)
    if not rows:
        raise NotFound(production)
    return rows[0]
