"""A list that keeps its state in the URL: filters, order and page are query parameters, and so is what is exported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from samenspel.web.numbers import number


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `sort` is the word in the URL, empty when it cannot be sorted by. `first_down`: biggest first."""

    label: str
    sort: str = ""
    numeric: bool = False
    first_down: bool = False


@dataclass(frozen=True)
class ListState:
    """What the query string asks. Unknown values fall back to the first allowed one: a hand-typed URL never breaks."""

    path: str
    query: QueryDict

    def word(self, name: str, allowed: Sequence[str]) -> str:
        value = self.query.get(name, "")
        return value if value in allowed else allowed[0]

    def text(self, name: str) -> str:
        """At most 100 characters; without the NUL that PostgreSQL refuses."""
        return self.query.get(name, "").replace("\0", "").strip()[:100]

    def number(self, name: str) -> int | None:
        return number(self.query.get(name, "")) or None

    @property
    def page(self) -> int:
        return min(max(self.number("p") or 1, 1), 1_000_000)

    def url(self, **changes: str | int) -> str:
        """This list with other parameters; an empty value takes the parameter away. Another order starts at page 1."""
        query = self.query.copy()
        if "p" not in changes:
            query.pop("p", None)
        for name, value in changes.items():
            if value == "":
                query.pop(name, None)
            else:
                query[name] = str(value)
        text = query.urlencode()
        return f"{self.path}?{text}" if text else self.path

    def columns(self, *, columns: Sequence[Column], sort: str) -> list[dict[str, Any]]:
        """Heads with their link and `aria-sort`, as the table component wants them."""
        heads = []
        for column in columns:
            head: dict[str, Any] = {"label": column.label, "numeric": column.numeric}
            if column.sort:
                up, down = column.sort, f"-{column.sort}"
                order = [down, up] if column.first_down else [up, down]
                head["sort_url"] = self.url(sort=order[1] if sort == order[0] else order[0])
                head["sorted"] = {up: "ascending", down: "descending"}.get(sort, "")
            heads.append(head)
        return heads

    def pager(self, *, total: int, size: int) -> Mapping[str, Any]:
        """Links to the neighbouring pages, as the pager component wants them."""
        pages = max(1, -(-total // size))
        return {
            "page": self.page,
            "pages": pages,
            "previous_url": self.url(p=self.page - 1) if self.page > 1 else "",
            "next_url": self.url(p=self.page + 1) if self.page < pages else "",
        }
