"""Filters of the shop's own templates: `{% load shop %}`."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.utils.safestring import SafeString

from samenspel.kernel.remember import Memory
from samenspel.web.shop import room

register = template.Library()
_blocks: Memory[SafeString] = Memory(ttl_s=30, size=2048)


@register.filter
def words(texts: Mapping[str, Any] | None, language: str) -> Any:
    """The text of a language -> text mapping: this language, else Dutch, else any."""
    return room.words(texts, language)


class _Remembered(template.Node):
    def __init__(self, nodelist: template.NodeList, name: str, keys: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.name = name
        self.keys = keys

    def render(self, context: template.Context) -> SafeString:
        key = (self.name, *(str(each.resolve(context)) for each in self.keys))
        return _blocks.get(key, lambda: self.nodelist.render(context))


@register.tag
def remembered(parser: Parser, token: Token) -> _Remembered:
    """`{% remembered "footer" shell_key %}...{% endremembered %}`: made once in 30 seconds for the same name and keys.

    Only for what is the same for every visitor: no token, no cart, no name may stand inside.
    """
    _tag, name, *keys = token.split_contents()
    nodelist = parser.parse(("endremembered",))
    parser.delete_first_token()
    return _Remembered(nodelist, name, [parser.compile_filter(key) for key in keys])
