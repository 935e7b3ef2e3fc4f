"""From a shape to bytes."""

from collections.abc import Mapping

from django.http import HttpResponse
from pydantic import BaseModel

JSON = "application/json"


def answer(shape: BaseModel, *, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """The shape as JSON, written by pydantic's own serializer: it was validated when it was made, once is enough."""
    body = shape.__pydantic_serializer__.to_json(shape)
    return HttpResponse(body, content_type=JSON, status=status, headers=headers)
