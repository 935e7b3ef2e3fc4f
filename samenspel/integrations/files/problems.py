"""What is wrong in a folder, said so that whoever made the file can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake. `line` counts from 1 (the header) and is 0 for the file as a whole; `column` may be ""."""

    file: str
    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        place = [self.file, *([str(self.line)] if self.line else []), *([self.column] if self.column else [])]
        return f"{':'.join(place)}: {self.sentence}"
