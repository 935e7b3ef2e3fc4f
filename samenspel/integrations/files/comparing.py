"""What loading a folder would change: new, changed field by field, unchanged. Nothing is ever deleted."""

from dataclasses import dataclass, field, fields
from typing import Any

from samenspel.integrations.files.entries import Entry, Key
from samenspel.integrations.files.kinds import Kind


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one thing: what it is and what it would become."""

    field: str
    old: Any
    new: Any


@dataclass(slots=True)
class Difference:
    """Of one kind. `changed` has each changed entry with its changes."""

    kind: Kind
    new: list[Entry] = field(default_factory=list)
    changed: list[tuple[Entry, list[Change]]] = field(default_factory=list)
    unchanged: int = 0

    @property
    def nothing(self) -> bool:
        return not self.new and not self.changed

    def to_write(self) -> list[Any]:
        return [entry.data for entry in self.new] + [entry.data for entry, _ in self.changed]


def compare(*, kind: Kind, entries: list[Entry], stored: dict[Key, Any]) -> Difference:
    """Hold the entries of one kind beside what the database knows."""
    difference = Difference(kind)
    for entry in entries:
        known = stored.get(kind.key(entry.data))
        if known is None:
            difference.new.append(entry)
        elif kind.fixed or known == entry.data:
            difference.unchanged += 1
        else:
            difference.changed.append((entry, _changes(known, entry.data)))
    return difference


def _changes(old: Any, new: Any) -> list[Change]:
    pairs = ((f.name, getattr(old, f.name), getattr(new, f.name)) for f in fields(new))
    return [Change(name, before, after) for name, before, after in pairs if before != after]
