"""The front door: which region."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samenspel.houses.queries.directory import directory
from samenspel.web.shop.room import language_now


def regions(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "shop/regions.html",
        {"regions": list(directory().regions.values()), "language": language_now()},
    )
