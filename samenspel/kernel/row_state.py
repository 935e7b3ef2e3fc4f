"""What a row looked like when somebody read it, so that of two who change it at once the second is told."""

import json
from hashlib import sha256

from django.db.models import Model

from samenspel.kernel.errors import DomainError


class ChangedMeanwhile(DomainError):
    """Somebody else changed the row after it was read: nothing is written."""


def row_state(*, row: Model) -> str:
    """The columns of `row` as 32 hexadecimal digits: the same columns, the same digits."""
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return sha256(json.dumps(columns, sort_keys=True, default=str).encode()).hexdigest()[:32]


def check_read(*, row: Model | None, read: str | None) -> None:
    """`row`, locked, must still be what the caller saw, which is its `row_state`; None does not ask.

    Raises ChangedMeanwhile, also when the row is gone.
    """
    if read is not None and (row is None or row_state(row=row) != read):
        raise ChangedMeanwhile
