"""Write the demo as a folder of CSV files, so that the demo itself goes through the loader."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from samenspel.demo.folder import prices
from samenspel.demo.folder.calendar import DAYS_AHEAD, DAYS_BACK, Show
from samenspel.demo.folder.houses import (
    REGIONS as PILOT_REGIONS,
)
from samenspel.demo.folder.houses import (
    DemoHouse,
    DemoRegion,
    further_houses,
    halls_of,
    pilot_houses,
)
from samenspel.demo.folder.season import further_season, owner_of, pilot_season, season_of
from samenspel.demo.folder.shapes import FOCAL, Seat
from samenspel.demo.folder.works import texts, works

Cells = Sequence[object]
MOMENT = "%d/%m/%Y %H:%M"
DAY = "%d/%m/%Y"


def write_pilot(*, folder: Path, today: date, seed: int) -> None:
    """The three pilot groups with their season, exhibition, prices, VAT rules and staff."""
    houses = pilot_houses()
    _write_houses(folder, PILOT_REGIONS, houses)
    _write_plans(folder, houses)
    _write_productions(folder, seed)
    _write_shows(folder, houses, pilot_season(today=today, seed=seed), today)
    _write_exhibition(folder, today)
    _write_prices(folder, houses)
    _write_vat(folder)


def write_further(*, folder: Path, today: date, seed: int, count: int) -> None:
    """Invented houses until `count` present; they use the productions of the pilot groups."""
    regions, houses = further_houses(count=count)
    _write_houses(folder, regions, houses)
    _write_plans(folder, houses)
    _write_shows(folder, houses, further_season(houses=houses, today=today, seed=seed), today)
    _write_prices(folder, houses)


def _write(folder: Path, file: str, header: str, rows: Iterable[Cells]) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    # With a byte order mark, as Excel saves it.
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\n")
        writer.writerow(header.split(";"))
        writer.writerows(rows)


def _write_houses(folder: Path, regions: Sequence[DemoRegion], houses: Sequence[DemoHouse]) -> None:
    _write(
        folder,
        "regions.csv",
        "slug;name;accent;seller;collector;tagline_nl;tagline_fr;tagline_en",
        ((r.slug, r.name, r.accent, r.seller, r.collector, *r.tagline) for r in regions),
    )
    _write(
        folder,
        "houses.csv",
        "slug;name;legal_name;kind;street;postcode;town;enterprise_number;iban;vat_regime;email;website;accent;"
        "poster_shape;radius;about_nl;about_fr;about_en",
        (
            (
                h.slug, h.name, f"{h.name} (demo)", h.kind, h.street, h.postcode, h.town, h.enterprise_number, h.iban,
                h.vat_regime, f"info@{h.slug}.example", f"https://{h.slug}.example", h.accent, h.poster_shape, h.radius,
                *h.about,
            )
            for h in houses
        ),
    )  # fmt: skip
    _write(folder, "memberships.csv", "region;house", ((h.region, h.slug) for h in houses))
    _write(folder, "staff.csv", "email;name;role;house;region", _staff(regions, houses))
    _write(
        folder,
        "venues.csv",
        "house;slug;name;street;postcode;town",
        ((h.slug, "huis", h.name, h.street, h.postcode, h.town) for h in houses if h.presents),
    )
    _write(
        folder,
        "halls.csv",
        "house;venue;slug;name",
        ((h.slug, "huis", hall.slug, hall.name) for h in houses for hall in halls_of(h)),
    )


def _staff(regions: Sequence[DemoRegion], houses: Sequence[DemoHouse]) -> Iterable[Cells]:
    for house in houses:
        site = f"{house.slug}.example"
        yield f"admin@{site}", f"Beheer {house.name}", "house_admin", house.slug, ""
        yield f"balie@{site}", f"Balie {house.name}", "box_office", house.slug, ""
        yield f"finance@{site}", f"Financiën {house.name}", "finance", house.slug, ""
        if house.presents:
            yield f"zaal@{site}", f"Zaalwacht {house.name}", "usher", house.slug, ""
            yield f"programma@{site}", f"Programmatie {house.name}", "programmer", house.slug, ""
    for region in regions:
        yield (
            f"coordinator@{region.slug}.example",
            f"Coördinator {region.name}",
            "coordinator",
            "",
            region.slug,
        )


def _write_plans(folder: Path, houses: Sequence[DemoHouse]) -> None:
    used = {shape.file: shape for house in houses for hall in halls_of(house) for shape in hall.shapes}
    for shape in used.values():
        rows = (
            (s.zone, s.rij, s.stoel, _comma(s.x), _comma(s.y), s.rang, s.type, s.aantal) for s in shape.seats
        )
        _write(folder, f"plans/{shape.file}.csv", ";".join(Seat.__slots__), rows)
    _write(
        folder,
        "plans.csv",
        "house;venue;hall;name;version;file;focal_x;focal_y;ranks_nl;ranks_fr;ranks_en",
        (
            (h.slug, "huis", hall.slug, shape.name, 1, f"{shape.file}.csv", _comma(FOCAL[0]), _comma(FOCAL[1]), *shape.ranks)
            for h in houses
            for hall in halls_of(h)
            for shape in hall.shapes
        ),
    )  # fmt: skip


def _write_productions(folder: Path, seed: int) -> None:
    names = [f"{part}_{language}" for part in ("summary", "text") for language in ("nl", "fr", "en")]
    rows: list[Cells] = []
    for work in works():
        columns = texts(work=work, random=Random(f"{seed}:{work.slug}"))
        spoken = "Nederlands" if work.genre in ("theatre", "comedy", "family", "literature") else ""
        rows.append(
            (
                owner_of(work), work.slug, work.title, work.company, work.genre, spoken, work.duration_min,
                work.age_from or "", "ja", *(columns[name] for name in names),
            )
        )  # fmt: skip
    header = "house;slug;title;company;genre;language;duration_min;age_from;shared;"
    _write(folder, "productions.csv", header + ";".join(names), rows)


def _write_shows(folder: Path, houses: Sequence[DemoHouse], shows: Sequence[Show], today: date) -> None:
    days = (
        today - timedelta(days=DAYS_BACK),
        today + timedelta(days=DAYS_AHEAD),
        *(s.starts.date() for s in shows),
    )
    seasons = {season_of(day).name: season_of(day) for day in days}
    _write(
        folder,
        "seasons.csv",
        "house;name;from;to",
        (
            (h.slug, season.name, f"{season.starts_on:{DAY}}", f"{season.ends_on:{DAY}}")
            for h in houses
            if h.presents
            for season in seasons.values()
        ),
    )
    announced = f"{today - timedelta(days=90):{DAY}} 09:00"
    _write(
        folder,
        "performances.csv",
        "house;code;production;season;venue;hall;plan;starts;state;published;sale_starts;price_list",
        (
            (
                s.house.slug, s.code, f"{owner_of(s.work)}/{s.work.slug}", season_of(s.starts.date()).name, "huis",
                s.hall.slug, s.shape.name, f"{s.starts:{MOMENT}}", s.state, announced if s.published else "",
                f"{s.sale_starts:{MOMENT}}", prices.OF_GENRE[s.work.genre],
            )
            for s in sorted(shows, key=lambda show: (show.house.slug, show.starts))
        ),
    )  # fmt: skip


def _write_exhibition(folder: Path, today: date) -> None:
    work = next(work for work in works() if work.genre == "exhibition")
    first, last = today - timedelta(days=7), today + timedelta(days=56)
    opened = f"{today - timedelta(days=60):{DAY}} 09:00"
    _write(
        folder,
        "timeslots.csv",
        "house;code;production;season;venue;hall;from;to;weekdays;times;duration_min;capacity;published;sale_starts;price_list",
        [
            (
                "buda", "draad", work.slug, season_of(first).name, "huis", "tentoonstelling", f"{first:{DAY}}", f"{last:{DAY}}",
                "wo,za,zo", "10:00-17:00/30", 30, 25, opened, opened, "tentoonstelling",
            )
        ],
    )  # fmt: skip


def _write_prices(folder: Path, houses: Sequence[DemoHouse]) -> None:
    presenting = [house for house in houses if house.presents]
    _write(
        folder,
        "ticket_types.csv",
        "house;code;name_nl;name_fr;name_en;note_nl;note_fr;note_en;position",
        (
            (h.slug, code, *name, *note, position)
            for h in presenting
            for code, name, note, position in prices.TICKET_TYPES
        ),
    )
    _write(
        folder,
        "price_lists.csv",
        "house;price_list;name;rank;ticket_type;price",
        (
            (
                h.slug,
                p.price_list,
                p.name,
                p.rank,
                p.ticket_type,
                f"{p.amount_cents // 100},{p.amount_cents % 100:02d}",
            )
            for h in presenting
            for p in prices.prices(level=(100, 90, 115, 82)[h.number % 4])
        ),
    )


def _write_vat(folder: Path) -> None:
    """Belgium, 2026: access to culture at 6 % (KB 20, table A, XXVIII), or exempt (art. 44 §2, 9° of the VAT code)."""
    _write(
        folder,
        "vat_rules.csv",
        "code;regime;genre;from;to;rate;legal_nl;legal_fr;legal_en",
        [
            ("cultuur-6", "taxable", "", "01/01/2020", "", "6", "Btw 6 % inbegrepen", "TVA 6 % comprise", "6 % VAT included"),
            (
                "vrijgesteld", "exempt", "", "01/01/2020", "", "0",
                "Vrijgesteld van btw, art. 44 §2, 9° W.Btw", "Exempté de TVA, art. 44 §2, 9° C.TVA",
                "Exempt from VAT, art. 44 §2, 9° of the Belgian VAT code",
            ),
        ],
    )  # fmt: skip


def _comma(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", ",")
