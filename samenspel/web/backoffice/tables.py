"""A table as a file: CSV that a Flemish Excel opens with a double click."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.http import StreamingHttpResponse

from samenspel.kernel.clock import BRUSSELS

Cell = str | int | datetime | UUID | None
ROWS_AT_MOST = 100_000
"""More than a house sells in a season; a list that is longer is cut, and a filter makes it shorter."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def csv_response(*, name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    """Semicolons and a byte order mark, so that Excel in Dutch or French needs no import; times in Brussels.

    Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection).
    """
    response = StreamingHttpResponse(_lines(head, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def euros(cents: int) -> str:
    """`18,50`: a number for a spreadsheet in Dutch or French."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02d}"


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _lines(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff" + str(writer.writerow(head))
    for row in rows:
        yield str(writer.writerow([_cell(cell) for cell in row]))


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.astimezone(BRUSSELS).strftime("%Y-%m-%d %H:%M")
    text = str(cell)
    if isinstance(cell, str) and text.startswith(FORMULA_SIGNS) and not _is_amount(text):
        return "'" + text
    return text


def _is_amount(text: str) -> bool:
    return text.lstrip("-").replace(",", "", 1).isdigit()
