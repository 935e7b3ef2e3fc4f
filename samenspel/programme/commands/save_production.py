"""Enter a production, or change what its house wrote about it. Houses that present it show the change at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import slugify

from samenspel.programme.commands.change_programme import (
    LANGUAGES,
    Act,
    BadField,
    locked,
    programming,
    sign,
    tell,
)
from samenspel.programme.models import Genre, Production

FIELDS = ("title", "company", "genre", "texts", "language", "duration_min", "age_from", "shared")
SUMMARY_MAX, TEXT_MAX = 300, 8000


@dataclass(frozen=True, slots=True)
class ProductionFields:
    """What staff writes. `texts` is language -> {"summary": ..., "text": ...}; `language` is what is spoken on the stage.

    `duration_min` is 1-1440, `age_from` 0-99. `shared`: other houses may present it.
    """

    title: str
    company: str
    genre: str
    texts: Mapping[str, Mapping[str, str]]
    language: str
    duration_min: int | None
    age_from: int | None
    shared: bool

    def checked(self) -> dict[str, object]:
        """The columns to write. Raises BadField."""
        if not 1 <= len(self.title.strip()) <= 160:
            raise BadField("title", "length")
        if self.genre not in Genre.values:
            raise BadField("genre", "unknown")
        if self.duration_min is not None and not 1 <= self.duration_min <= 1440:
            raise BadField("duration_min", "range")
        if self.age_from is not None and not 0 <= self.age_from <= 99:
            raise BadField("age_from", "range")
        return {
            "title": self.title.strip(),
            "company": self.company.strip()[:160],
            "genre": self.genre,
            "texts": self._texts(),
            "language": self.language.strip()[:20],
            "duration_min": self.duration_min,
            "age_from": self.age_from,
            "shared": self.shared,
        }

    def _texts(self) -> dict[str, dict[str, str]]:
        found = {}
        for language in LANGUAGES:
            written = self.texts.get(language, {})
            summary, text = (
                written.get("summary", "").strip()[:SUMMARY_MAX],
                written.get("text", "").strip()[:TEXT_MAX],
            )
            if summary or text:
                found[language] = {"summary": summary, "text": text}
        return found


def save_production(
    *, act: Act, fields: ProductionFields, production: int | None = None, revision: int = 0
) -> int:
    """Write a production of the house, a new one without `production`; answers its id.

    Only the house that entered it writes it. Raises BadField, SavedInBetween, NotFound, NotProgrammer.
    """
    columns = fields.checked()
    with programming(act):
        row = (
            locked(act=act, kind=Production, id=production, revision=revision)
            if production
            else Production(house_id=act.house, slug=_free_slug(act.house, fields.title))
        )
        before = {each: getattr(row, each) for each in FIELDS} if production else None
        for name, value in columns.items():
            setattr(row, name, value)
        sign(act=act, row=row)
        row.save()
        tell(act=act, kind="production.saved", subject=row.pk, before=before, after=columns)
    return row.pk


def _free_slug(house: int, title: str) -> str:
    """The title as a slug, with a number when the house has it: `de-lange-adem-2`."""
    base = slugify(title)[:70] or "productie"
    taken = set(Production.objects.filter(house=house, slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug
        for slug in (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
        if slug not in taken
    )
