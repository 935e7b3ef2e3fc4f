"""What search engines ask for: robots.txt and a sitemap a region, each page with its three languages."""

from collections.abc import Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override
from django.views.decorators.http import require_safe

from samenspel.catalogue.queries.agenda import agenda
from samenspel.houses.queries.directory import LANGUAGES, directory
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.kernel.remember import Memory

LIMIT = 15_000
"""Addresses in one sitemap: with three languages each below the 50,000 that the protocol allows."""
_sitemaps: Memory[str] = Memory(ttl_s=600, size=64)


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/beheer/", "/scan/", "/account/", "/api/", "/outbox/")),
        *(f"Disallow: /*/{path}/" for path in ("mandje", "afrekenen", "betaling", "bestelling")),
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(_request: HttpRequest) -> HttpResponse:
    """The index: one sitemap a region."""
    maps = "".join(
        f"<sitemap><loc>{settings.SITE_URL}/sitemap-{region}.xml</loc></sitemap>"
        for region in directory().regions
    )
    return _xml(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>')


@require_safe
def region_sitemap(_request: HttpRequest, region: str) -> HttpResponse:
    try:
        return _xml(_sitemaps.get(region, lambda: _region(region)))
    except NotFound:
        raise Http404 from None


def _region(slug: str) -> str:
    region = directory().region(slug)
    programme = agenda(houses=[house.id for house in region.houses], at=clock.now())
    speaks = {house.id: house.languages for house in region.houses}
    pages: list[tuple[str, list[object], Sequence[str]]] = [("agenda", [slug], LANGUAGES)]
    pages += [
        ("house", [slug, house.slug], house.languages)
        for house in region.presenters
        if house.id in programme.house_ids
    ]
    pages += [
        ("performance", [slug, entry.id], speaks[entry.house_id])
        for entry in programme.all
        if not entry.is_timeslot
    ]
    pages += [
        ("exhibition", [slug, production], speaks[entries[0].house_id])
        for production, entries in programme.by_production.items()
        if any(entry.is_timeslot for entry in entries)
    ]
    urls = "".join(_url(name, args, languages) for name, args, languages in pages[:LIMIT])
    return (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
        f"{urls}</urlset>"
    )


def _url(name: str, args: list[object], languages: Sequence[str]) -> str:
    """The page in each of its languages; who speaks none of them is led to the first."""
    addresses = {}
    for language in languages:
        with override(language):
            addresses[language] = escape(settings.SITE_URL + reverse(f"shop:{name}", args=args))
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
        for language, address in [*addresses.items(), ("x-default", addresses[languages[0]])]
    )
    return "".join(f"<url><loc>{address}</loc>{links}</url>" for address in addresses.values())


def _xml(text: str) -> HttpResponse:
    return HttpResponse(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}', content_type="application/xml")
