"""A seat plan file to places: numbers, neighbours, companions."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from samenspel.integrations.files.problems import Problem
from samenspel.integrations.files.reading import Row, read
from samenspel.integrations.files.sheets import PLACES
from samenspel.venues.commands.put_plans import PlaceData, PlanData
from samenspel.venues.rules.neighbours import CompanionWithoutWheelchair, Spot, companions, neighbours

KINDS = {
    "normaal": "seat",
    "rolstoel": "wheelchair",
    "begeleider": "companion",
    "slecht zicht": "restricted",
    "staan": "standing",
}
MOST_PLACES = 20_000


class SeatPlans:
    """The plan files of one folder, each read once however many halls use it."""

    def __init__(self, *, folder: Path, problems: list[Problem]) -> None:
        self.folder = folder
        self.problems = problems
        self.known: dict[str, tuple[PlaceData, ...]] = {}

    def plan(self, row: Row) -> PlanData | None:
        """The plan of one row of plans.csv, or None when its file has mistakes (they are in `problems`)."""
        file: str = row.get("file")
        if file not in self.known:
            self.known[file] = self._places(row, file)
        places = self.known[file]
        if not places:
            return None
        ranks = {place.rank for place in places}
        names: dict[str, dict[str, str]] = {str(rank): {} for rank in sorted(ranks)}
        for language in ("nl", "fr", "en"):
            for number, name in row.get(f"ranks_{language}").items():
                names.setdefault(number, {})[language] = name
        for number, name_of in names.items():
            name_of.setdefault("nl", f"Rang {number}")
        return PlanData(
            hall=(row.get("house"), row.get("venue"), row.get("hall")),
            name=row.get("name"),
            version=row.get("version"),
            focal_x=row.get("focal_x"),
            focal_y=row.get("focal_y"),
            rank_names=names,
            places=places,
        )

    def _places(self, row: Row, name: str) -> tuple[PlaceData, ...]:
        file = f"plans/{name}"
        if "/" in name or "\\" in name or name.startswith(".") or not (self.folder / file).is_file():
            self.problems.append(
                Problem(row.file, row.line, "file", f"There is no file “{file}” in the folder.")
            )
            return ()
        before = len(self.problems)
        rows = read(folder=self.folder, sheet=PLACES, file=file, problems=self.problems).found
        self.problems.extend(place_problems(file, rows))
        if len(self.problems) > before:
            return ()
        if not rows:
            self.problems.append(Problem(file, 0, "", "Has no places."))
            return ()
        return self._neighbours(file, rows)

    def _neighbours(self, file: str, rows: list[Row]) -> tuple[PlaceData, ...]:
        spots = numbered(rows)
        if len(spots) > MOST_PLACES:
            self.problems.append(
                Problem(file, 0, "aantal", f"Has {len(spots)} places; at most {MOST_PLACES} fit.")
            )
            return ()
        beside = neighbours(spots=[spot for spot, _ in spots])
        try:
            pairs = companions(spots=[spot for spot, _ in spots])
        except CompanionWithoutWheelchair as error:
            line = next(row.line for spot, row in spots if spot.no == error.numbers[0])
            sentence = "This companion place (begeleider) has no wheelchair place (rolstoel) of its own in this zone."
            self.problems.append(Problem(file, line, "type", sentence))
            return ()
        return tuple(
            PlaceData(
                no=spot.no,
                section=spot.section,
                row=spot.row,
                seat="" if spot.kind == "standing" else row.get("stoel"),
                x=spot.x,
                y=spot.y,
                rank=row.get("rang"),
                kind=spot.kind,
                left_no=beside[spot.no].left if spot.no in beside else None,
                right_no=beside[spot.no].right if spot.no in beside else None,
                companion_of=pairs.get(spot.no),
            )
            for spot, row in spots
        )


def numbered(rows: list[Row]) -> list[tuple[Spot, Row]]:
    """Places 1..n in the order of the file; a standing area is as many places as it holds people."""
    spots: list[tuple[Spot, Row]] = []
    for row in rows:
        kind = KINDS[row.get("type")]
        for _each in range(row.get("aantal")):
            label = "" if kind == "standing" else row.get("rij")
            spot = Spot(len(spots) + 1, row.get("zone"), label, row.get("x"), row.get("y"), kind)
            spots.append((spot, row))
    return spots


def place_problems(file: str, rows: list[Row]) -> list[Problem]:
    """What rows of places get wrong together: a seat that is there twice, two seats at one point."""
    problems: list[Problem] = []
    labels: dict[tuple[Any, ...], int] = {}
    points: dict[tuple[Any, ...], int] = {}
    for row in rows:
        if row.get("type") == "staan":
            continue
        if row.get("aantal") != 1:
            problems.append(
                Problem(file, row.line, "aantal", _("Only a standing area (staan) has a number of places."))
            )
        if not row.get("stoel"):
            problems.append(Problem(file, row.line, "stoel", _("Is empty; a seat has a number.")))
            continue
        label = (row.get("zone"), row.get("rij"), row.get("stoel"))
        if label in labels:
            sentence = _("Seat “%(seat)s” is on line %(line)s already.") % {
                "seat": " ".join(part for part in label if part),
                "line": labels[label],
            }
            problems.append(Problem(file, row.line, "stoel", sentence))
        labels.setdefault(label, row.line)
        point = (row.get("zone"), row.get("x"), row.get("y"))
        if point in points:
            sentence = _("Stands at the same point as the seat on line %(line)s.") % {"line": points[point]}
            problems.append(Problem(file, row.line, "x", sentence))
        points.setdefault(point, row.line)
    return problems
