"""Invented content for the style guide: no database, no clock."""

from datetime import UTC, date, datetime, timedelta
from math import cos, hypot, pi, sin

from samenspel.web.design.seat_list import Availability, Plan, PlanPlace

OPENING = datetime(2026, 11, 27, 19, 0, tzinfo=UTC)

SHOWS = (
    ("De Kersentuin", "Compagnie Cecilia", "theatre", "NTGent", "Gent", 1850, "plenty", "#b3261e"),
    ("Zwerm", "Voetvolk", "dance", "BUDA", "Kortrijk", 1400, "few", "#1d5f96"),
    ("Brass & Beton", "Halve Neuro", "music", "Handelsbeurs", "Gent", 2200, "last", "#5b2a86"),
    ("Salto Mortale", "Circus Ronaldo", "circus", "CC Westrand", "Dilbeek", 1200, "plenty", "#d98e04"),
    (
        "Alles komt goed (denk ik)",
        "Els Verbeke",
        "comedy",
        "Schouwburg Kortrijk",
        "Kortrijk",
        2400,
        "waiting_list",
        "#0b6e4f",
    ),
    ("Plons", "KOPERGIETERY", "family", "KOPERGIETERY", "Gent", 900, "plenty", "#1f4e5f"),
    ("Winterreise", "Het Collectief", "classical", "CC de Meent", "Beersel", 2600, "sold_out", "#e0457b"),
    ("Vlakken", "", "exhibition", "CC Coloma", "Sint-Pieters-Leeuw", 0, "plenty", "#1d5f96"),
)


def cards() -> list[dict[str, object]]:
    return [
        {
            "url": "#",
            "poster_url": f"poster/{number}.svg",
            "production_id": number,
            "title": title,
            "company": company,
            "house_name": house,
            "town": town,
            "starts_at": OPENING + timedelta(days=number),
            "price_from_cents": price,
            "availability": availability,
        }
        for number, (title, company, _, house, town, price, availability, _) in enumerate(SHOWS)
    ]


def days() -> list[dict[str, object]]:
    first = date(2026, 11, 27)
    weekdays = ("ma", "di", "wo", "do", "vr", "za", "zo")
    return [
        {
            "url": "#",
            "weekday": weekdays[(first + timedelta(days=i)).weekday()],
            "number": (first + timedelta(days=i)).day,
            "month": "nov" if i < 4 else "dec",
            "count": (3, 5, 1, 0, 0, 2, 4, 6, 2, 0, 0, 1, 3, 2)[i],
            "current": i == 1,
        }
        for i in range(14)
    ]


def plan() -> Plan:
    """A hall of about 620 places: curved stalls, wheelchair places in front, a balcony, and standing room behind."""
    places: list[PlanPlace] = []
    for row in range(16):
        seats = 24 + (row if row < 12 else 12)
        _curve(
            places,
            section="Parterre",
            row=chr(65 + row),
            seats=seats,
            radius=15.0 + row * 1.15,
            rank=1 if row < 8 else 2,
        )
    for row in range(4):
        _curve(places, section="Balkon", row=chr(65 + row), seats=34, radius=36.5 + row * 1.15, rank=3)
    for no in (1, 2, 23, 24):
        places[no - 1]["kind"] = "wheelchair" if no in (1, 24) else "companion"
    for no in (25, 26, 48, 49):
        places[no - 1]["kind"] = "restricted"
    count = len(places)
    for extra in range(60):
        places.append(
            PlanPlace(
                no=count + extra + 1, x=0.0, y=43.5, row="", seat="", section="Staanplaatsen", rank=4, kind="standing",
                left=None, right=None,
            )
        )  # fmt: skip
    return Plan(
        places=places,
        focal=(0.0, 8.0),
        sections=("Parterre", "Balkon", "Staanplaatsen"),
        ranks=(
            {"rank": 1, "name": "Rang 1", "price_cents": 2600},
            {"rank": 2, "name": "Rang 2", "price_cents": 2200},
            {"rank": 3, "name": "Balkon", "price_cents": 1650},
            {"rank": 4, "name": "Staan", "price_cents": 1200},
        ),
    )


def availability() -> Availability:
    shown = plan()["places"]
    taken = [
        p["no"]
        for p in shown
        if hypot(p["x"] - 3, p["y"] - 19) < 4.2 or ((p["no"] * 7919) % 11 == 0 and p["rank"] < 4)
    ]
    return Availability(taken=taken, mine=[])


def _curve(places: list[PlanPlace], *, section: str, row: str, seats: int, radius: float, rank: int) -> None:
    first = len(places) + 1
    for i in range(seats):
        offset = i - (seats - 1) / 2
        offset += 0.9 if offset > 0 else -0.9
        turn = offset / (radius + 10)
        places.append(
            PlanPlace(
                no=first + i,
                x=round((radius + 10) * sin(turn), 3),
                y=round(radius + 10 - (radius + 10) * (1 - cos(min(abs(turn), pi / 3))) - 10, 3),
                row=row,
                seat=str(i + 1),
                section=section,
                rank=rank,
                kind="seat",
                left=first + i - 1 if i not in (0, seats // 2) else None,
                right=first + i + 1 if i not in (seats - 1, seats // 2 - 1) else None,
            )
        )
