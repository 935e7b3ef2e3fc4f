"""The files of a picture."""

from dataclasses import dataclass

from samenspel.kernel.errors import NotFound
from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope

CUTS = ("portrait", "wide", "whole")


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes


READ = load(__file__, "picture", _File)


def picture_file(*, production: int, key: str, cut: str, house: int | None = None) -> bytes:
    """A WebP of `CUTS`; `house` is the house whose staff asks, which sees it before a date is published. Raises NotFound."""
    rows = READ.rows(scope=Scope.nobody(), production=production, key=key, cut=cut, house=house)
    if not rows or cut not in CUTS:
        raise NotFound(production)
    return bytes(rows[0].content)
