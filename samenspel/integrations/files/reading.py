"""Files to rows: encoding, header, cells, duplicate keys. Every mistake is collected; nothing stops at the first."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from samenspel.integrations.files.cells import BadCell
from samenspel.integrations.files.problems import Problem
from samenspel.integrations.files.sheets import Sheet

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Row:
    """One row that could be read; `get` answers the value of a column."""

    file: str
    line: int
    values: tuple[Any, ...]
    columns: dict[str, int]

    def get(self, column: str) -> Any:
        return self.values[self.columns[column]]

    def texts(self, name: str) -> dict[str, str]:
        """The columns name_nl, name_fr and name_en that are not empty, as language -> text."""
        found = ((language, self.get(f"{name}_{language}")) for language in ("nl", "fr", "en"))
        return {language: text for language, text in found if text}


@dataclass(slots=True)
class Rows:
    """What was read of one file. `keys` has the keys of unreadable rows too: a reference to one is not a second mistake."""

    found: list[Row] = field(default_factory=list)
    keys: dict[tuple[Any, ...], int] = field(default_factory=dict)
    unreadable: bool = False
    """The file as a whole could not be read: nobody knows what it holds."""


def read(*, folder: Path, sheet: Sheet, file: str, problems: list[Problem]) -> Rows:
    """Read one file of `folder`; a file that is not there has no rows. Mistakes are added to `problems`."""
    path = folder / file
    if not path.is_file():
        return Rows()
    try:
        content = path.read_bytes().decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        problems.append(_not_utf8(path, file, error))
        return Rows(unreadable=True)
    return read_text(content=content, sheet=sheet, file=file, problems=problems)


def read_text(*, content: str, sheet: Sheet, file: str, problems: list[Problem]) -> Rows:
    """Read the text of one file, which is called `file` in the mistakes that are added to `problems`."""
    rows = Rows(unreadable=True)
    try:
        lines = list(_lines(content))
    except _NotCsv as error:
        sentence = _("Cannot be read as CSV (%(error)s). Is a quotation mark left open?") % {"error": error}
        problems.append(Problem(file, error.line, "", sentence))
        return rows
    if not lines:
        problems.append(Problem(file, 0, "", _("Is empty: the first line names the columns.")))
        return rows
    header = [name.strip().lower() for name in lines[0][1]]
    if wrong := list(_header_problems(sheet, file, header)):
        problems.extend(wrong)
        return rows
    rows.unreadable = False
    _read_lines(sheet, file, header, lines[1:], rows, problems)
    return rows


class _NotCsv(ValueError):
    """`.line` is where the cells begin that cannot be read."""

    def __init__(self, line: int, error: csv.Error) -> None:
        super().__init__(str(error))
        self.line = line


def _lines(content: str) -> Iterable[tuple[int, list[str]]]:
    """(line number, cells). A quoted cell may span lines: the number is that of its first. Raises _NotCsv."""
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=";", strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise _NotCsv(start, error) from error


def _header_problems(sheet: Sheet, file: str, header: list[str]) -> Iterable[Problem]:
    if len(header) == 1 and "," in header[0]:
        yield Problem(file, 1, "", _("Has commas between the columns: save it with semicolons (;)."))
        return
    if len(header) == 1 and "\t" in header[0]:
        yield Problem(file, 1, "", _("Has tabs between the columns: save it with semicolons (;)."))
        return
    known = {column.name for column in sheet.columns}
    for column in sheet.columns:
        if column.required and column.name not in header:
            yield Problem(file, 1, column.name, _("This column is missing."))
    for name in dict.fromkeys(header):
        if name not in known:
            yield Problem(
                file,
                1,
                name,
                _("This column is not known. Known are: %(columns)s.")
                % {"columns": ", ".join(column.name for column in sheet.columns)},
            )
        elif header.count(name) > 1:
            yield Problem(file, 1, name, _("This column is there twice."))


def _read_lines(
    sheet: Sheet,
    file: str,
    header: list[str],
    lines: list[tuple[int, list[str]]],
    rows: Rows,
    problems: list[Problem],
) -> None:
    columns = {column.name: i for i, column in enumerate(sheet.columns)}
    where = [header.index(column.name) if column.name in header else None for column in sheet.columns]
    for line, cells in lines:
        if len(cells) > len(header):
            problems.append(
                Problem(
                    file,
                    line,
                    "",
                    _("Has %(cells)s cells, the header %(header)s: put a text with ; in quotation marks.")
                    % {"cells": len(cells), "header": len(header)},
                )
            )
            continue
        values, wrong = _values(sheet, file, line, cells, where)
        problems.extend(wrong)
        bad = {problem.column for problem in wrong}
        if sheet.key and not bad.intersection(sheet.key):
            key = tuple(values[columns[name]] for name in sheet.key)
            if key in rows.keys:
                shown = ", ".join(str(part) for part in key if part != "")
                problems.append(
                    Problem(file, line, sheet.key[-1], f"“{shown}” is on line {rows.keys[key]} already.")
                )
                continue
            rows.keys[key] = line
        if not wrong:
            rows.found.append(Row(file, line, tuple(values), columns))


def _values(
    sheet: Sheet, file: str, line: int, cells: list[str], where: list[int | None]
) -> tuple[list[Any], list[Problem]]:
    values: list[Any] = []
    wrong: list[Problem] = []
    for column, index in zip(sheet.columns, where, strict=True):
        cell = cells[index].strip() if index is not None and index < len(cells) else ""
        value = None if column.required else column.default
        if cell:
            try:
                value = column.reader(cell)
            except BadCell as error:
                wrong.append(Problem(file, line, column.name, str(error)))
        elif column.required:
            wrong.append(Problem(file, line, column.name, _("Is empty; it is needed.")))
        values.append(value)
    return values, wrong


def _not_utf8(path: Path, file: str, error: UnicodeDecodeError) -> Problem:
    line = path.read_bytes()[: error.start].count(b"\n") + 1
    guess = error.object[max(0, error.start - 12) : error.end + 12].decode("cp1252", "replace")
    near = " ".join(guess.split())
    return Problem(
        file,
        line,
        "",
        f"Is not UTF-8 (near “{near}”), probably Windows-1252. In Excel, save it as “CSV UTF-8 (delimited)”;"
        " in LibreOffice, choose the character set Unicode (UTF-8). Nothing was read from this file.",
    )
