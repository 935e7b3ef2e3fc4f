"""One seat plan as a CSV file, `zone;rij;stoel;x;y;rang;type`: read into a drawing, and written from one.

UTF-8 or Windows-1252, as Excel in Belgium saves it. A cell that a spreadsheet would take for a formula is refused when read
and made harmless when written. Companion places are paired again by distance: the file does not say with whom.
"""

import csv
import io
import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from samenspel.integrations.files.problems import Problem
from samenspel.integrations.files.reading import BOM, Row, read_text
from samenspel.integrations.files.seat_plans import KINDS, MOST_PLACES, numbered, place_problems
from samenspel.integrations.files.sheets import PLACES
from samenspel.kernel.errors import DomainError
from samenspel.venues.rules.drawing import Drawing
from samenspel.venues.rules.free_rows import LoosePlace, drawing_of_places
from samenspel.venues.rules.layout import lay_out

MOST_BYTES = 5_000_000
TEXTS = ("zone", "rij", "stoel")
FORMULA = re.compile(r"[=+@\t\r]|-(?!\d+$)")
"""How a cell begins that a spreadsheet would calculate; "-1" is a floor below the ground."""

WORDS = {kind: word for word, kind in KINDS.items()}


class BadPlanFile(DomainError):
    """The file is no plan, so nothing of it was kept; `.problems` has every mistake with its line and column."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)


def read_plan_csv(*, content: bytes, file: str) -> Drawing:
    """Loose seats and standing areas, without a focal point. At most 5 MB and 20,000 places. Raises BadPlanFile, BadDrawing."""
    if len(content) > MOST_BYTES:
        raise BadPlanFile([Problem(file, 0, "", _("Is larger than 5 MB."))])
    problems: list[Problem] = []
    rows = read_text(content=_text(content, file), sheet=PLACES, file=file, problems=problems).found
    problems += [problem for row in rows for problem in _formulas(row)]
    problems += place_problems(file, rows)
    if not problems and not rows:
        problems.append(Problem(file, 0, "", _("Has no places.")))
    if sum(row.get("aantal") for row in rows) > MOST_PLACES:
        sentence = _("Has more than %(most)s places.") % {"most": MOST_PLACES}
        problems.append(Problem(file, 0, "aantal", sentence))
    if problems:
        raise BadPlanFile(sorted(problems))
    places = [
        LoosePlace(
            no=spot.no,
            section=_plain(spot.section),
            row=_plain(spot.row),
            seat="" if spot.kind == "standing" else _plain(row.get("stoel")),
            x=spot.x,
            y=spot.y,
            rank=row.get("rang"),
            kind=spot.kind,
        )
        for spot, row in numbered(rows)
    ]
    return drawing_of_places(places=places, focal=None)


def write_plan_csv(*, drawing: Drawing) -> bytes:
    """The places of a drawing, UTF-8 with a byte order mark and decimal commas; a standing area is one line."""
    areas = {area.id: area.capacity for area in drawing.standing}
    columns = [*TEXTS, "x", "y", "rang", "type", *(["aantal"] if areas else [])]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    for place in lay_out(drawing=drawing):
        area, _, number = place.key.partition("/")
        if area in areas and number != "1":
            continue
        cells = [harmless(cell=cell) for cell in place.label]
        cells += [_decimal(place.x), _decimal(place.y), str(place.rank or ""), WORDS[place.kind]]
        writer.writerow([*cells, *([str(areas.get(area, 1))] if areas else [])])
    return (BOM + text.getvalue()).encode()


def harmless(*, cell: str) -> str:
    """A text that no spreadsheet calculates: an apostrophe before what looks like a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def _text(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadPlanFile([Problem(file, line, "", _("Is neither UTF-8 nor Windows-1252."))]) from error


def _formulas(row: Row) -> list[Problem]:
    return [
        Problem(
            row.file,
            row.line,
            column,
            _("“%(cell)s” begins like a formula of a spreadsheet.") % {"cell": row.get(column)},
        )
        for column in TEXTS
        if FORMULA.match(row.get(column))
    ]


def _plain(cell: str) -> str:
    """Without the apostrophe that `harmless` put before it."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def _decimal(length: float) -> str:
    return f"{length:.6f}".rstrip("0").rstrip(".").replace(".", ",")
