"""The front door: which region."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samenspel.catalogue.queries.agenda import agenda
from samenspel.houses.queries.directory import RegionFacts, directory
from samenspel.kernel import clock
from samenspel.web.shop.room import language_now


def regions(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    cards = [(region, _selling(region, at)) for region in directory().regions.values()]
    return render(request, "shop/regions.html", {"cards": cards, "language": language_now()})


def _selling(region: RegionFacts, at: datetime) -> list[str]:
    """The names of the houses that have something to come: one that was just made is not in the shop yet."""
    selling = agenda(houses=[house.id for house in region.houses], at=at).house_ids
    return [house.name for house in region.presenters if house.id in selling]
