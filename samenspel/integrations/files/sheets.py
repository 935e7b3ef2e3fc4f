"""The files of a folder and their columns. `docs/reference/csv-files.md` says the same in prose; a test holds them together."""

from dataclasses import dataclass
from typing import Any

from samenspel.houses.models import HouseKind, Role, VatRegime
from samenspel.integrations.files import cells
from samenspel.programme.models import Genre, Performance

LANGUAGES = ("nl", "fr", "en")
MISSING: Any = object()


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Without `default` a cell may not be empty; a column with one may be left out of the file."""

    name: str
    reader: cells.Reader
    default: Any = MISSING

    @property
    def required(self) -> bool:
        return self.default is MISSING


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file. Rows with the same `key` twice are a mistake."""

    file: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def _texts(name: str, limit: int, *, required: bool = False) -> tuple[Column, ...]:
    """One column a language: name_nl, name_fr, name_en; Dutch first."""
    return tuple(
        Column(f"{name}_{language}", cells.text(limit), MISSING if required and language == "nl" else "")
        for language in LANGUAGES
    )


REGIONS = Sheet(
    "regions.csv",
    (
        Column("slug", cells.slug()),
        Column("name", cells.text(120)),
        Column("accent", cells.colour, "#1f4e5f"),
        Column("seller", cells.slug()),
        Column("collector", cells.slug()),
        *_texts("tagline", 300),
    ),
    ("slug",),
)
HOUSES = Sheet(
    "houses.csv",
    (
        Column("slug", cells.slug()),
        Column("name", cells.text(120)),
        Column("legal_name", cells.text(200)),
        Column("kind", cells.choice(HouseKind.values)),
        Column("street", cells.text(120), ""),
        Column("postcode", cells.text(8), ""),
        Column("town", cells.text(80)),
        Column("enterprise_number", cells.kbo),
        Column("iban", cells.iban),
        Column("vat_regime", cells.choice(VatRegime.values)),
        Column("email", cells.email),
        Column("website", cells.web_address, ""),
        Column("accent", cells.colour, "#b3261e"),
        Column("poster_shape", cells.choice(("portrait", "arch", "cut")), "portrait"),
        Column("radius", cells.choice(("sharp", "soft", "round")), "soft"),
        *_texts("about", 2000),
    ),
    ("slug",),
)
MEMBERSHIPS = Sheet(
    "memberships.csv", (Column("region", cells.slug()), Column("house", cells.slug())), ("region", "house")
)
STAFF = Sheet(
    "staff.csv",
    (
        Column("email", cells.email),
        Column("name", cells.text(200), ""),
        Column("role", cells.choice(Role.values)),
        Column("house", cells.slug(), ""),
        Column("region", cells.slug(), ""),
    ),
    ("email", "role", "house", "region"),
)
VENUES = Sheet(
    "venues.csv",
    (
        Column("house", cells.slug()),
        Column("slug", cells.slug()),
        Column("name", cells.text(120)),
        Column("street", cells.text(120), ""),
        Column("postcode", cells.text(8), ""),
        Column("town", cells.text(80)),
        Column("lat", cells.degrees(90), None),
        Column("lon", cells.degrees(180), None),
    ),
    ("house", "slug"),
)
HALLS = Sheet(
    "halls.csv",
    (
        Column("house", cells.slug()),
        Column("venue", cells.slug()),
        Column("slug", cells.slug()),
        Column("name", cells.text(120)),
    ),
    ("house", "venue", "slug"),
)
PLANS = Sheet(
    "plans.csv",
    (
        Column("house", cells.slug()),
        Column("venue", cells.slug()),
        Column("hall", cells.slug()),
        Column("name", cells.text(120)),
        Column("version", cells.integer(1, 9999), 1),
        Column("file", cells.text(100)),
        Column("focal_x", cells.decimal),
        Column("focal_y", cells.decimal),
        *(Column(f"ranks_{language}", cells.named_numbers, {}) for language in LANGUAGES),
    ),
    ("house", "venue", "hall", "name", "version"),
)
PLACES = Sheet(
    "plans/",
    (
        Column("zone", cells.text(40)),
        Column("rij", cells.text(8), ""),
        Column("stoel", cells.text(8), ""),
        Column("x", cells.decimal),
        Column("y", cells.decimal),
        Column("rang", cells.integer(1, 20), 1),
        Column(
            "type", cells.choice(("normaal", "rolstoel", "begeleider", "slecht zicht", "staan")), "normaal"
        ),
        Column("aantal", cells.integer(1, 20_000), 1),
    ),
    (),
)
SEASONS = Sheet(
    "seasons.csv",
    (
        Column("house", cells.slug()),
        Column("name", cells.text(40)),
        Column("from", cells.day),
        Column("to", cells.day),
    ),
    ("house", "name"),
)
PRODUCTIONS = Sheet(
    "productions.csv",
    (
        Column("house", cells.slug()),
        Column("slug", cells.slug(80)),
        Column("title", cells.text(160)),
        Column("company", cells.text(160), ""),
        Column("genre", cells.choice(Genre.values)),
        Column("language", cells.text(20), ""),
        Column("duration_min", cells.integer(1, 1440), None),
        Column("age_from", cells.integer(0, 99), None),
        Column("shared", cells.yes_no, True),
        *_texts("summary", 400),
        *_texts("text", 8000),
    ),
    ("house", "slug"),
)
PERFORMANCES = Sheet(
    "performances.csv",
    (
        Column("house", cells.slug()),
        Column("code", cells.slug()),
        Column("production", cells.text(141)),
        Column("season", cells.text(40), ""),
        Column("venue", cells.slug()),
        Column("hall", cells.slug()),
        Column("plan", cells.text(125)),
        Column("starts", cells.moment),
        Column("ends", cells.moment, None),
        Column("state", cells.choice(Performance.State.values), "on_sale"),
        Column("published", cells.moment, None),
        Column("sale_starts", cells.moment),
        Column("sale_ends", cells.moment, None),
        Column("price_list", cells.slug(), ""),
        Column("allow_orphans", cells.yes_no, False),
    ),
    ("house", "code"),
)
TIMESLOTS = Sheet(
    "timeslots.csv",
    (
        Column("house", cells.slug()),
        Column("code", cells.slug(40)),
        Column("production", cells.text(141)),
        Column("season", cells.text(40), ""),
        Column("venue", cells.slug()),
        Column("hall", cells.slug()),
        Column("from", cells.day),
        Column("to", cells.day),
        Column("weekdays", cells.weekdays),
        Column("times", cells.clocks),
        Column("duration_min", cells.integer(1, 1440)),
        Column("capacity", cells.integer(1, 20_000)),
        Column("state", cells.choice(Performance.State.values), "on_sale"),
        Column("published", cells.moment, None),
        Column("sale_starts", cells.moment),
        Column("price_list", cells.slug(), ""),
    ),
    ("house", "code"),
)
TICKET_TYPES = Sheet(
    "ticket_types.csv",
    (
        Column("house", cells.slug()),
        Column("code", cells.slug(30)),
        *_texts("name", 80, required=True),
        *_texts("note", 300),
        Column("position", cells.integer(1, 999), 1),
    ),
    ("house", "code"),
)
PRICE_LISTS = Sheet(
    "price_lists.csv",
    (
        Column("house", cells.slug()),
        Column("price_list", cells.slug()),
        Column("name", cells.text(120)),
        Column("rank", cells.integer(1, 20)),
        Column("ticket_type", cells.slug(30)),
        Column("price", cells.cents),
    ),
    ("house", "price_list", "rank", "ticket_type"),
)
VAT_RULES = Sheet(
    "vat_rules.csv",
    (
        Column("code", cells.slug(40)),
        Column("regime", cells.choice(VatRegime.values)),
        Column("genre", cells.choice(Genre.values), ""),
        Column("from", cells.day),
        Column("to", cells.day, None),
        Column("rate", cells.rate_bp),
        *_texts("legal", 300),
    ),
    ("code", "regime", "genre", "from"),
)

SHEETS = (
    REGIONS,
    HOUSES,
    MEMBERSHIPS,
    STAFF,
    VENUES,
    HALLS,
    PLANS,
    SEASONS,
    PRODUCTIONS,
    PERFORMANCES,
    TIMESLOTS,
    VAT_RULES,
    TICKET_TYPES,
    PRICE_LISTS,
)
