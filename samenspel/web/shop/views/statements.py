"""Pages of words: accessibility, privacy, terms of sale."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samenspel.web.shop.room import footer_links, language_now


def _page(request: HttpRequest, template: str) -> HttpResponse:
    return render(request, template, {"language": language_now(), "footer_links": footer_links()})


def accessibility(request: HttpRequest) -> HttpResponse:
    return _page(request, "shop/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return _page(request, "shop/privacy.html")


def terms(request: HttpRequest) -> HttpResponse:
    return _page(request, "shop/terms.html")
