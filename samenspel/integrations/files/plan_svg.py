"""One seat plan as an SVG picture: read into a drawing, and written from one.

A seat is a circle, ellipse or rectangle with `data-seat` (and `data-section`, `data-row`, `data-rank`, `data-kind`, which it may
have from the groups around it), or with an id like `Parterre_A_12`. A shape with `data-capacity` is a standing area. The
element with the id `focal` is the focal point. Everything else is decoration and is left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _

from samenspel.integrations.files.plan_csv import BadPlanFile
from samenspel.integrations.files.problems import Problem
from samenspel.integrations.files.seat_plans import KINDS, MOST_PLACES
from samenspel.integrations.files.sheets import PLACES
from samenspel.integrations.files.svg_geometry import IDENTITY, Matrix, matrix_of, middle_of
from samenspel.integrations.files.xml_lines import BadXml, read_xml
from samenspel.kernel.svg import Danger, dangers
from samenspel.venues.rules.drawing import Drawing
from samenspel.venues.rules.free_rows import LoosePlace, drawing_of_places
from samenspel.venues.rules.layout import LaidPlace, lay_out

MOST_BYTES = 5_000_000
DEEPEST = 60
SVG = "{http://www.w3.org/2000/svg}"
UNSEEN = {"defs", "symbol", "clipPath", "mask", "pattern", "marker", "metadata", "title", "desc", "style"}
SHAPES = {"circle", "ellipse", "rect", "polygon"}
INHERITED = ("section", "row", "rank", "kind")
ID = re.compile(r"(?P<section>[^_]+)_(?P<row>[^_]*)_(?P<seat>[^_]+)$")
SECTION = "Zaal"


@dataclass(slots=True)
class _Found:
    """What was gathered while walking through the picture."""

    file: str
    lines: Mapping[Element, int]
    places: list[LoosePlace] = field(default_factory=list)
    labels: set[tuple[str, str, str]] = field(default_factory=set)
    focal: tuple[float, float] | None = None
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, element: Element, sentence: str) -> None:
        name = element.get("id") or _name(element)
        self.problems.append(Problem(self.file, self.lines[element], name, sentence))


def read_plan_svg(*, content: bytes, file: str) -> Drawing:
    """A drawing of loose seats and standing areas. At most 5 MB and 20,000 places.

    Raises BadPlanFile: no SVG, a script in it, a reference to something outside of it, a place that is there twice; the
    column of a problem is the id of the element, or its name. Raises BadDrawing for what no drawing can hold.
    """
    if len(content) > MOST_BYTES:
        raise BadPlanFile([Problem(file, 0, "", _("Is larger than 5 MB."))])
    try:
        document = read_xml(content=content)
    except BadXml as error:
        raise BadPlanFile([Problem(file, error.line, error.column, str(error))]) from error
    root, found = document.root, _Found(file, document.lines)
    if _name(root) != "svg":
        found.wrong(root, _("Is not an SVG picture."))
    elif not _unsafe(root, found):
        _walk(root, IDENTITY, {}, found, 0)
        if not found.places and not found.problems:
            found.wrong(root, _("Has no seats: give each a data-seat, or an id like Parterre_A_12."))
    if found.problems:
        raise BadPlanFile(sorted(set(found.problems)))
    return drawing_of_places(places=found.places, focal=found.focal)


def write_plan_svg(*, drawing: Drawing) -> str:
    """A picture that `read_plan_svg` reads back: seats as circles, standing areas as polygons."""
    bounds, radius = drawing.bounds, drawing.seat_size / 2
    names = {section.id: section.name for section in drawing.sections}
    areas = {area.id for area in drawing.standing}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{bounds.x:g} {bounds.y:g} {bounds.width:g} {bounds.height:g}">',
    ]
    for area in drawing.standing:
        points = " ".join(f"{corner.x!r},{corner.y!r}" for corner in area.outline)
        data = _data(section=names[area.section], rank=area.rank, kind="standing", capacity=area.capacity)
        lines.append(f'<polygon points="{points}" {data} fill="none" stroke="#000" stroke-width="0.05"/>')
    for place in lay_out(drawing=drawing):
        if place.key.partition("/")[0] not in areas:
            lines.append(_circle(place, radius))
    if drawing.focal is not None:
        lines.append(f'<circle id="focal" cx="{drawing.focal.x!r}" cy="{drawing.focal.y!r}" r="{radius:g}"/>')
    return "\n".join([*lines, "</svg>", ""])


def _circle(place: LaidPlace, radius: float) -> str:
    data = _data(section=place.section, row=place.row, seat=place.seat, rank=place.rank, kind=place.kind)
    return f'<circle cx="{place.x!r}" cy="{place.y!r}" r="{radius:g}" {data}/>'


def _data(**values: object) -> str:
    return " ".join(
        f"data-{name}={quoteattr(str(value))}" for name, value in values.items() if value is not None
    )


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(SVG)


def _unsafe(root: Element, found: _Found) -> bool:
    """Scripts and whatever would be fetched from elsewhere; a picture that is embedded is only left out."""
    for danger in dangers(root):
        found.wrong(danger.element, _told(danger))
    return bool(found.problems)


def _told(danger: Danger) -> str:
    match danger.kind:
        case "element":
            return _("Has a <%(name)s> in it; a seat plan has none.") % {"name": danger.name}
        case "handler":
            return _("Has a script in it (%(attribute)s).") % {"attribute": danger.name}
        case "style":
            return _("Its style refers to something outside of the file.")
        case "attribute":
            return _("Refers to something outside of the file (%(attribute)s).") % {"attribute": danger.name}
    return _("Refers to something outside of the file.")


def _walk(element: Element, outer: Matrix, inherited: Mapping[str, str], found: _Found, depth: int) -> None:
    name = _name(element)
    if name in UNSEEN:
        return
    if depth > DEEPEST:
        found.wrong(element, _("Has groups within groups, more than %(most)s deep.") % {"most": DEEPEST})
        return
    try:
        matrix = outer @ matrix_of(text=element.get("transform", ""))
        data = {
            **inherited,
            **{key: value for key in INHERITED if (value := element.get(f"data-{key}")) is not None},
        }
        if name in SHAPES:
            _shape(element, matrix, data, found)
    except ValueError as error:
        found.wrong(element, str(error))
        return
    for child in element:
        _walk(child, matrix, data, found, depth + 1)


def _shape(element: Element, matrix: Matrix, data: Mapping[str, str], found: _Found) -> None:
    capacity, seat = element.get("data-capacity"), element.get("data-seat")
    named = ID.match(element.get("id", ""))
    if element.get("id") == "focal":
        found.focal = matrix.of(*middle_of(name=_name(element), attributes=element.attrib))
        return
    if capacity is None and seat is None and named is None:
        return
    data = {**(named.groupdict() if named else {}), **data}
    x, y = (
        round(length, 4) for length in matrix.of(*middle_of(name=_name(element), attributes=element.attrib))
    )
    rank = data.get("rank") or "1"
    if not rank.isdecimal() or not 1 <= int(rank) <= 20:
        raise ValueError(_("The rank “%(rank)s” is not a number from 1 to 20.") % {"rank": rank})
    kind = "standing" if capacity is not None else _kind(data.get("kind", "seat"))
    count = _capacity(capacity) if capacity is not None else 1
    if len(found.places) + count > MOST_PLACES:
        raise ValueError(_("Has more than %(most)s places.") % {"most": MOST_PLACES})
    section, row = data.get("section", SECTION), "" if kind == "standing" else data.get("row", "")
    label = (section, row, "" if kind == "standing" else seat or data.get("seat", ""))
    for column, text in zip(PLACES.columns, label, strict=False):
        column.reader(text)  # no longer than a cell of a CSV file
    if kind != "standing":
        if not label[2]:
            raise ValueError(_("Has no seat number."))
        if label in found.labels:
            raise ValueError(_("Seat “%(seat)s” is there twice.") % {"seat": " ".join(filter(None, label))})
        found.labels.add(label)
    first = len(found.places) + 1
    found.places += [LoosePlace(no, *label, x, y, int(rank), kind) for no in range(first, first + count)]


def _kind(word: str) -> str:
    kind = KINDS.get(word, word)
    if kind not in KINDS.values() or kind == "standing":
        raise ValueError(
            _("“%(cell)s” is not one of: %(allowed)s.") % {"cell": word, "allowed": ", ".join(_kinds())}
        )
    return kind


def _kinds() -> Iterator[str]:
    return (kind for kind in KINDS.values() if kind != "standing")


def _capacity(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_PLACES:
        raise ValueError(
            _("The capacity “%(text)s” is not a number from 1 to %(most)s.")
            % {"text": text, "most": MOST_PLACES}
        )
    return int(text)
