"""SVG pictures that somebody sends: what may not stand in one, and one drawn as pixels. Pure: bytes in, bytes out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

import typst
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

ACTIVE = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler"}
OUTSIDE = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|expression\(", re.IGNORECASE)
EMBEDDED = re.compile(r"data:image/(png|jpeg|webp);", re.IGNORECASE)

BYTES_MAX = 500_000
ELEMENTS_MAX = 1_500
"""Also of what is used again and again. Drawn at 720 x 240 the dearest 1,500 elements (layers over all of it) take 4 s."""
DEEPEST = 60
COSTLY = {"filter", "mask", "pattern", "marker", "symbol"}
USED = re.compile(r"#([^\s'\")]+)")
SHEET = """#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "contain")"""


class BadSvg(ValueError):
    """`reason`: not_a_picture, svg_script, svg_outside, svg_letters or svg_intricate."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Danger:
    """`kind` is element, handler, style, reference or attribute; `name` what it is called there."""

    element: Element
    kind: str
    name: str

    @property
    def is_script(self) -> bool:
        return self.kind in ("element", "handler")


def is_svg(content: bytes) -> bool:
    head = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(b"<") and b"<svg" in content[:20_000].lower()


def local_name(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return str(name).rpartition("}")[2]


def dangers(root: Element) -> Iterator[Danger]:
    """Scripts, and whatever would be fetched from elsewhere. A raster picture inside the file is none."""
    for element in root.iter():
        name = local_name(element.tag)
        if name in ACTIVE:
            yield Danger(element, "element", name)
        if name == "style" and OUTSIDE.search("".join(element.itertext())):
            yield Danger(element, "style", name)
        for attribute, value in element.attrib.items():
            plain = local_name(attribute).lower()
            target = value.strip()
            if plain.startswith("on"):
                yield Danger(element, "handler", plain)
            elif plain in ("href", "src") and not target.startswith("#") and not EMBEDDED.match(target):
                yield Danger(element, "reference", plain)
            elif OUTSIDE.search(value):
                yield Danger(element, "attribute", plain)


def drawn(*, content: bytes, width: int, height: int) -> bytes:
    """A PNG of `width` x `height` pixels with the picture in its middle, as large as fits, on nothing.

    No script runs and nothing is fetched: it is drawn by typst, which knows neither. Raises BadSvg: for a script, a reference
    outside, letters (the fonts of whoever drew it are not here), or more than 500 kB or 1,500 elements.
    """
    if len(content) > BYTES_MAX:
        raise BadSvg("svg_intricate")
    try:
        root: Element = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise BadSvg("not_a_picture") from error
    _check(root)
    try:
        made = typst.compile(
            SHEET.format(width=width, height=height).encode(),
            format="png",
            ppi=72,
            sys_inputs={"svg": content.decode()},
            ignore_system_fonts=True,
        )
    except (typst.TypstError, UnicodeDecodeError) as error:
        raise BadSvg("not_a_picture") from error
    assert isinstance(made, bytes)
    return made


def _check(root: Element) -> None:
    if local_name(root.tag) != "svg":
        raise BadSvg("not_a_picture")
    for danger in dangers(root):
        raise BadSvg("svg_script" if danger.is_script else "svg_outside")
    names = {local_name(element.tag) for element in root.iter()}
    if "image" in names:
        raise BadSvg("svg_outside")
    if names & {"text", "tspan", "textPath"}:
        raise BadSvg("svg_letters")
    if names & COSTLY or _size(root) > ELEMENTS_MAX:
        raise BadSvg("svg_intricate")


def _size(root: Element) -> int:
    """Elements when everything that is used elsewhere in the picture is drawn there; beyond the limit it stops counting."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    styled = {
        name
        for sheet in root.iter()
        if local_name(sheet.tag) == "style"
        for name in _used("".join(sheet.itertext()))
    }
    if any(name in named and not local_name(named[name].tag).endswith("Gradient") for name in styled):
        return ELEMENTS_MAX + 1  # a style sheet gives it to many elements at once, who knows how many
    waiting, size = [(root, 0)], 0
    while waiting and size <= ELEMENTS_MAX:
        element, depth = waiting.pop()
        size += 1
        if depth > DEEPEST:
            return ELEMENTS_MAX + 1
        waiting += [(child, depth + 1) for child in element]
        for value in element.attrib.values():
            waiting += [(named[name], depth + 1) for name in _used(value) if name in named]
    return size


def _used(text: str) -> list[str]:
    return USED.findall(text)
