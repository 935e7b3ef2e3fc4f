"""Tags and filters of the shared look: `{% load samenspel %}`. Documented in docs/reference/design-system.md."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from samenspel.web.design import charts, formats, icons
from samenspel.web.design.seat_list import Availability, Plan, seat_list_html

register = template.Library()


@register.filter(name="euro")
def euro(cents: int | None) -> str:
    """`1850|euro` is `€ 18,50` in the language of the page; nothing for None."""
    return "" if cents is None else formats.euro(cents=cents, language=_language())


@register.filter(name="moment")
def moment(at: datetime | None) -> str:
    """`vr 27 nov, 20:00`, in Brussels."""
    return "" if at is None else formats.moment(at=at, language=_language())


@register.filter(name="day")
def day(on: date | datetime | None, form: str = "short") -> str:
    """`vr 27 nov`; with `|day:"long"` `vrijdag 27 november 2026`."""
    if on is None:
        return ""
    write = formats.day_long if form == "long" else formats.day
    return write(on=on, language=_language())


@register.filter(name="clock")
def clock(at: datetime | None) -> str:
    """`20:00`, in Brussels."""
    return "" if at is None else formats.clock(at=at)


@register.filter(name="percent_bp")
def percent_bp(rate_bp: int | None) -> str:
    """Basis points as a percentage: `600|percent_bp` is `6 %`."""
    return "" if rate_bp is None else formats.percent_bp(rate_bp=rate_bp, language=_language())


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of our own set; with a label it speaks, without it stays silent."""
    return mark_safe(icons.icon_svg(name=name, label=escape(label)))  # noqa: S308 - names from our table, label escaped


@register.simple_tag
def sparkline(values: Sequence[float], label: str = "") -> SafeString:
    """A line of figures as SVG."""
    return mark_safe(charts.sparkline_svg(values=values, label=escape(label)))  # noqa: S308 - numbers and an escaped label


@register.simple_tag
def fill_bar(share_bp: int) -> SafeString:
    """A bar filled for a share in basis points. Say the figure in words beside it."""
    return mark_safe(charts.fill_svg(share_bp=int(share_bp)))  # noqa: S308 - a number


@register.simple_tag
def poster(production: object, alt: str = "", lazy: bool = True) -> SafeString:
    """The poster of a production: an object or mapping with `production_id`, or with `id`; `poster_url` wins.

    Its title stands beside it nearly always, so it is decorative unless `alt` is given.
    """
    url = _attribute(production, "poster_url")
    number = _attribute(production, "production_id")
    if url is None:
        url = f"/poster/{_attribute(production, 'id') if number is None else number}.svg"
    return format_html(
        '<img class="poster" src="{}" alt="{}" width="400" height="600" loading="{}" decoding="async">',
        url,
        alt,
        "lazy" if lazy else "eager",
    )


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[dict[str, object]]:
    """The same page in each language: dicts of code, name, url, current. Dutch has no prefix."""
    request = context.get("request")
    path = request.get_full_path() if request else "/"
    default = settings.LANGUAGE_CODE
    for code, _ in settings.LANGUAGES:
        if code != default and (path == f"/{code}" or path.startswith(f"/{code}/")):
            path = path[len(code) + 1 :] or "/"
    current = _language()
    return [
        {
            "code": code,
            "name": name,
            "url": path if code == default else f"/{code}{path}",
            "current": code == current,
        }
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag
def seat_list(plan: Plan, availability: Availability, key: str = "") -> SafeString:
    """The list section → row → seat of the seat picker; see `seat_list.seat_list_html`."""
    return seat_list_html(plan=plan, availability=availability, language=_language(), key=key)


@register.simple_block_tag(name="alert")
def alert_block(content: str, kind: str = "info", title: str = "", live: bool = False) -> SafeString:
    """`{% alert "error" title="..." %}what to do next{% endalert %}`: the alert component around free content."""
    return render_to_string(
        "design/components/alert.html", {"kind": kind, "title": title, "body": content, "live": live}
    )


@register.simple_block_tag(name="dialog")
def dialog_block(content: str, id: str, title: str) -> SafeString:
    """`{% dialog id="help" title="..." %}...{% enddialog %}`: opened by `<button data-dialog="help">`."""
    return render_to_string("design/components/dialog.html", {"id": id, "title": title, "body": content})


def _language() -> str:
    return formats.known_language(get_language())


def _attribute(of: object, name: str) -> object:
    return of.get(name) if isinstance(of, Mapping) else getattr(of, name, None)
