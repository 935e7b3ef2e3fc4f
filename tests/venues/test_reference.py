"""The page about seat plans and the document they are drawn as say the same."""

import re
from pathlib import Path

from pydantic import BaseModel

from samenspel.venues.rules import drawing, publishing

PAGE = (Path(__file__).parents[2] / "docs/reference/seat-plan.md").read_text(encoding="utf-8")


def test_every_field_and_reason_is_documented() -> None:
    parts = [
        part for part in vars(drawing).values() if isinstance(part, type) and issubclass(part, BaseModel)
    ]
    fields = {field.alias or name for part in parts for name, field in part.model_fields.items()}
    reasons = set(
        re.findall(r'"((?:no|duplicate|unknown|companion)_\w+|outside|overlap|focal_outside)"', _source())
    )
    assert len(fields) > 40
    assert len(reasons) == 14
    assert {word for word in fields | reasons if f"`{word}`" not in PAGE} == set()


def _source() -> str:
    return Path(publishing.__file__).read_text(encoding="utf-8")
