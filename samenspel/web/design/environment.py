"""The template language of our pages: Jinja2, compiled once for each language. See docs/decisions/0017-pages-in-jinja2.md."""

from collections.abc import Callable, Mapping
from functools import cache
from types import CodeType
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, ngettext, npgettext, override, pgettext
from jinja2 import ChainableUndefined, Environment, Template, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from samenspel.web.addresses import address
from samenspel.web.design import words


class Pages:
    """What Django asks for a template: the one that was compiled for the language of now."""

    def __init__(self, **options: Any) -> None:
        self._options = options
        self.of_language = cache(self._of_language)

    def get_template(self, name: str) -> Template:
        return self.of_language(words.language_code()).get_template(name)

    def from_string(self, source: str) -> Template:
        return self.of_language(words.language_code()).from_string(source)

    def _of_language(self, language: str) -> "PagesOfLanguage":
        return PagesOfLanguage(language, self._options)


class PagesOfLanguage(Environment):
    """Texts, icons and addresses of files are the same at every asking: they become part of the compiled page.

    A value that a page was not given prints as nothing.
    """

    def __init__(self, language: str, options: dict[str, Any]) -> None:
        super().__init__(
            **options | {"auto_reload": settings.DEBUG, "undefined": ChainableUndefined, "cache_size": -1},
            extensions=["jinja2.ext.i18n"],
        )
        self.language = language
        self.install_gettext_callables(  # type: ignore[attr-defined]
            gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
        )
        self.globals |= {
            "DEMO": settings.DEMO,
            "SITE_URL": settings.SITE_URL,
            "ui": Components(self),
            "static": static,
            "url": address,
            **words.FUNCTIONS,
        }
        self.filters |= words.FILTERS

    def compile(self, source: Any, *args: Any, **options: Any) -> CodeType:  # type: ignore[override]
        tree = self.parse(source, *args[:2]) if isinstance(source, str) else source
        with override(self.language):
            return super().compile(_Known().visit(tree), *args, **options)  # type: ignore[no-any-return]


class Components:
    """`ui.badge(label=..., kind=...)` in a template is the macro `badge` of `design/components/badge.html`."""

    def __init__(self, pages: Environment) -> None:
        self._pages = pages

    def __getattr__(self, name: str) -> Callable[..., str]:
        component = self._pages.get_template(f"design/components/{name}.html")
        macro: Callable[..., str] = getattr(component.module, name)
        if not self._pages.auto_reload:
            setattr(self, name, macro)
        return macro


class _Known(NodeTransformer):
    """Puts the answer in the place of a call whose answer is known when the page is compiled."""

    ANSWERS: Mapping[str, Callable[..., str]] = {
        "_": lambda text: Markup(gettext(text)) % {},  # noqa: S704 - our own texts
        "static": static,
        "icon": words.icon,
        "language_code": words.language_code,
    }

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        answers = self.ANSWERS.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        given = [each.value for each in node.args if isinstance(each, nodes.Const)]
        if answers is None or len(given) < len(node.args) or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return node
        answer = answers(*given)
        safe = hasattr(answer, "__html__")
        return nodes.Const(Markup(answer) if safe else answer, lineno=node.lineno)  # noqa: S704 - was safe before


def page_words(request: HttpRequest) -> Mapping[str, object]:
    """What the page before wants to say; and the form token, made once a page instead of once a form."""
    return {"messages": get_messages(request), "csrf_input": SimpleLazyObject(lambda: csrf_input(request))}
