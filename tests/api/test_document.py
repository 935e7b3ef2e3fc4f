"""The OpenAPI document, the reference and the code say the same."""

import json
import re

import pytest
from django.test import Client

from samenspel.api.document import document
from tests.support.database import ROOT


def test_committed_document_is_current() -> None:
    """When this fails: python -m samenspel.api.document > docs/reference/openapi.json"""
    assert (ROOT / "docs/reference/openapi.json").read_text(encoding="utf-8") == document()


@pytest.mark.django_db
def test_served_document_is_the_committed_one() -> None:
    served = Client().get("/api/v1/openapi.json")

    assert (served.status_code, json.loads(served.content)) == (200, json.loads(document()))


def test_every_problem_is_in_the_reference() -> None:
    reference = (ROOT / "docs/reference/api.md").read_text(encoding="utf-8")
    rooms = (ROOT / "samenspel/api/problems").glob("*.py")
    source = "".join(room.read_text(encoding="utf-8") for room in rooms)
    words = set(re.findall(r'Problem\(\s*"([a-z-]+)"', source))

    assert len(words) > 25
    assert words - set(re.findall(r"^\| `([a-z-]+)` \|", reference, flags=re.MULTILINE)) == set()
