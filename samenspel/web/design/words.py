"""Functions and filters of every page. Documented in docs/reference/design-system.md."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language

from samenspel.web.design import charts, formats, icons
from samenspel.web.design.seat_list import Availability, Plan, seat_list_html


def euro(cents: int | None) -> str:
    """`1850|euro` is `€ 18,50` in the language of the page; nothing for None."""
    return "" if cents is None else formats.euro(cents=cents, language=_language())


def moment(at: datetime | None) -> str:
    """`vr 27 nov, 20:00`, in Brussels."""
    return "" if at is None else formats.moment(at=at, language=_language())


def day(on: date | datetime | None, form: str = "short") -> str:
    """`vr 27 nov`; with `|day("long")` `vrijdag 27 november 2026`, with `|day("year")` `27 nov 2026`."""
    if on is None:
        return ""
    write = {"long": formats.day_long, "year": formats.day_of_year}.get(form, formats.day)
    return write(on=on, language=_language())


def clock(at: datetime | None) -> str:
    """`20:00`, in Brussels."""
    return "" if at is None else formats.clock(at=at)


def percent_bp(rate_bp: int | None) -> str:
    """Basis points as a percentage: `600|percent_bp` is `6 %`."""
    return "" if rate_bp is None else formats.percent_bp(rate_bp=rate_bp, language=_language())


def icon(name: str, label: str = "") -> SafeString:
    """An icon of our own set; with a label it speaks, without it stays silent."""
    return mark_safe(icons.icon_svg(name=name, label=escape(label)))  # noqa: S308 - names from our table, label escaped


def sparkline(values: Sequence[float], label: str = "") -> SafeString:
    """A line of figures as SVG."""
    return mark_safe(charts.sparkline_svg(values=values, label=escape(label)))  # noqa: S308 - numbers and an escaped label


def fill_bar(share_bp: int) -> SafeString:
    """A bar filled for a share in basis points. Say the figure in words beside it."""
    return mark_safe(charts.fill_svg(share_bp=int(share_bp)))  # noqa: S308 - a number


def poster(production: object, alt: str = "", lazy: bool = True) -> SafeString:
    """The poster of a production, its picture or a drawn one: of `production_id`, or of `id`; `poster_url` wins.

    Its title stands beside it nearly always, so it is decorative unless `alt` is given.
    """
    url = _attribute(production, "poster_url")
    number = _attribute(production, "production_id")
    if url is None:
        url = f"/poster/{_attribute(production, 'id') if number is None else number}/"
    return format_html(
        '<img class="poster" src="{}" alt="{}" width="400" height="600" loading="{}" decoding="async">',
        url,
        alt,
        "lazy" if lazy else "eager",
    )


def language_links(
    request: HttpRequest | None, languages: Sequence[str] | None = None
) -> list[dict[str, object]]:
    """The same page in each of `languages`, in that order; in all when there are none: dicts of code, name, url, current.

    Dutch has no prefix.
    """
    path = request.get_full_path() if request else "/"
    default = settings.LANGUAGE_CODE
    for code, _ in settings.LANGUAGES:
        if code != default and (path == f"/{code}" or path.startswith(f"/{code}/")):
            path = path[len(code) + 1 :] or "/"
    current = _language()
    names = dict(settings.LANGUAGES)
    return [
        {
            "code": code,
            "name": names[code],
            "url": path if code == default else f"/{code}{path}",
            "current": code == current,
        }
        for code in languages or names
    ]


def seat_list(plan: Plan, availability: Availability, key: str = "") -> SafeString:
    """The list section → row → seat of the seat picker; see `seat_list.seat_list_html`."""
    return seat_list_html(plan=plan, availability=availability, language=_language(), key=key)


def iso(at: datetime) -> str:
    """`2026-11-27T20:00:00+00:00`, for machines."""
    return at.isoformat()


def words(texts: Mapping[str, Any] | None, language: str) -> Any:
    """The text of a language -> text mapping: this language, else Dutch, else any."""
    if not texts:
        return ""
    return texts.get(language) or texts.get("nl") or next(iter(texts.values()), "")


def truncated(text: str, length: int) -> str:
    """At most `length` characters, with an ellipsis where it was longer."""
    return Truncator(text).chars(length)


def paragraphs(text: str) -> SafeString:
    """Plain text as paragraphs: an empty line begins a new one."""
    return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 - escaped by linebreaks


def language_code() -> str:
    """`nl`, `fr` or `en`: what this page is written in."""
    return get_language() or settings.LANGUAGE_CODE


def _language() -> str:
    return formats.known_language(get_language())


def _attribute(of: object, name: str) -> object:
    return of.get(name) if isinstance(of, Mapping) else getattr(of, name, None)


FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "icon": icon,
    "sparkline": sparkline,
    "fill_bar": fill_bar,
    "poster": poster,
    "language_links": language_links,
    "language_code": language_code,
    "seat_list": seat_list,
}
FILTERS: Mapping[str, Callable[..., Any]] = {
    "euro": euro,
    "moment": moment,
    "day": day,
    "clock": clock,
    "percent_bp": percent_bp,
    "iso": iso,
    "words": words,
    "truncated": truncated,
    "paragraphs": paragraphs,
}
