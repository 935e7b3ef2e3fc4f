"""XML that somebody sent, read without entities, with the line on which each element begins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Document:
    """`lines` counts from 1."""

    root: Element
    lines: Mapping[Element, int]


class BadXml(ValueError):
    """`str()` is a sentence; `.line` counts from 1 and is 0 for the file as a whole, `.column` may be ""."""

    def __init__(self, line: int, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.column = column


class _Builder(TreeBuilder):
    """Remembers where the parser was when an element began."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[Element, int] = {}
        self.line: Callable[[], int] = lambda: 0

    def start(self, tag: str, attributes: dict[str, str], /) -> Element:
        element = super().start(tag, attributes)
        self.lines[element] = self.line()
        return element


def read_xml(*, content: bytes) -> Document:
    """The whole document, in memory. Raises BadXml, also for one that defines entities, its own or those of another file."""
    builder = _Builder()
    parser = DefusedXMLParser(target=builder)
    builder.line = lambda: int(parser.parser.CurrentLineNumber)
    try:
        parser.feed(content)
        return Document(parser.close(), builder.lines)
    except ParseError as error:
        line, column = error.position
        raise BadXml(line, str(column + 1), _("Is not well-formed XML.")) from error
    except DefusedXmlException as error:
        raise BadXml(builder.line(), "DOCTYPE", _("Defines entities of its own.")) from error
    except (ValueError, LookupError) as error:
        raise BadXml(1, "encoding", _("Is in a character set that cannot be read.")) from error
