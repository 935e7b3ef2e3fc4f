"""Filters of the shop's own templates: `{% load shop %}`."""

from collections.abc import Mapping
from typing import Any

from django import template

from samenspel.web.shop import room

register = template.Library()


@register.filter
def words(texts: Mapping[str, Any] | None, language: str) -> Any:
    """The text of a language -> text mapping: this language, else Dutch, else any."""
    return room.words(texts, language)
