"""Pages of words: accessibility, privacy, terms of sale."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samenspel.houses.queries.conditions import published_conditions
from samenspel.houses.queries.directory import directory
from samenspel.kernel.errors import NotFound
from samenspel.web.design.words import language_links, words
from samenspel.web.shop.room import footer_links, language_now


def _page(request: HttpRequest, template: str) -> HttpResponse:
    return render(request, template, {"language": language_now(), "footer_links": footer_links()})


def accessibility(request: HttpRequest) -> HttpResponse:
    return _page(request, "shop/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return _page(request, "shop/privacy.html")


def terms(request: HttpRequest) -> HttpResponse:
    return _page(request, "shop/terms.html")


def conditions(request: HttpRequest, house: str, version: int) -> HttpResponse:
    """A version of the conditions of sale of a house; an order keeps the one that its buyer accepted."""
    try:
        facts = directory().house(house)
        found = published_conditions(house=facts.id, number=version)
    except NotFound:
        raise Http404 from None
    # Read for good in the languages it was written in, whatever the house speaks now.
    written = [code for code in found.text if code not in facts.languages]
    languages = [*facts.languages, *written]
    language = language_now()
    if language not in languages:
        (first, *_others) = language_links(request, languages)
        return redirect(str(first["url"]))
    context = {
        "house": facts,
        "brand": {"languages": languages},
        "version": found,
        "paragraphs": [part for part in words(found.text, language).split("\n\n") if part.strip()],
        "is_current": facts.conditions_number == version,
        "language": language,
        "footer_links": footer_links(),
    }
    return render(request, "shop/conditions.html", context)
