"""allauth's pages are Django templates; they stand in our page and use our components through these tags."""

from collections.abc import Callable
from typing import cast

from allauth.socialaccount.adapter import get_adapter
from django import template
from django.conf import settings
from django.template import Context, engines
from django.template.backends.jinja2 import Jinja2
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from samenspel.web.design import words
from samenspel.web.design.environment import Pages

register = template.Library()
register.simple_tag(words.icon, name="icon")
register.filter("moment", words.moment)


@register.simple_tag(name="ui")
def component(component_name: str, **values: object) -> SafeString:
    """`{% ui "badge" label=text kind="ok" %}`: a component of the shared look."""
    return mark_safe(_component(component_name)(**values))  # noqa: S308 - a template rendered it


@register.simple_block_tag(name="alert")
def alert(content: str, kind: str = "info", title: str = "") -> SafeString:
    """`{% alert "error" title="..." %}what to do next{% endalert %}`."""
    return mark_safe(_component("alert")(kind=kind, title=title, body=content))  # noqa: S308 - a template rendered it


@register.simple_block_tag(takes_context=True)
def part(context: Context, content: str, name: str) -> str:
    """`{% part "content" %}...{% endpart %}`: keeps a part of the page for `{% page %}`."""
    context.render_context[f"part {name}"] = mark_safe(content)  # noqa: S308 - a template rendered it
    return ""


@register.simple_tag(takes_context=True)
def organisation_sign_in(context: Context) -> dict[str, str] | None:
    """Name and address of the identity provider of the staff's organisations; None where there is none."""
    if not settings.STAFF_OIDC:
        return None
    request = context["request"]
    provider = get_adapter(request).list_providers(request)[0]
    after = request.GET.get("next")
    query = f"?{urlencode({'next': after})}" if after else ""
    return {"name": provider.name, "url": f"{provider.get_login_url(request)}{query}"}


@register.simple_tag(takes_context=True)
def page(context: Context) -> SafeString:
    """The whole page, around the parts that were kept."""
    parts = {
        key.removeprefix("part "): value
        for key, value in context.render_context.flatten().items()
        if isinstance(key, str) and key.startswith("part ")
    }
    html = render_to_string("sign_in/page.html", parts, request=context.get("request"), using="jinja2")
    return mark_safe(html)  # noqa: S308 - a template rendered it


def _component(name: str) -> Callable[..., str]:
    pages = cast(Pages, cast(Jinja2, engines["jinja2"]).env)
    ui = pages.of_language(words.language_code()).globals["ui"]
    return cast(Callable[..., str], getattr(ui, name))
