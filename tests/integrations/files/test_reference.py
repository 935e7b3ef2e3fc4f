"""The page that staff read and the columns the loader reads are the same."""

from pathlib import Path

from samenspel.integrations.files.sheets import PLACES, SHEETS

PAGE = Path(__file__).parents[3] / "docs/reference/csv-files.md"


def test_every_file_and_column_is_documented() -> None:
    sections = {
        part.splitlines()[0].strip("` "): part for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    }

    for sheet in (*SHEETS, PLACES):
        name = "plans/<name>.csv" if sheet is PLACES else sheet.file
        rows = [
            line.split("|")[1].strip(" `") for line in sections[name].splitlines() if line.startswith("| `")
        ]
        assert rows == [column.name for column in sheet.columns], name
