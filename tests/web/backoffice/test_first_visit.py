"""The first visit of the admin of a house that was just made: every room answers and says what to do next."""

import re

import pytest
from django.urls import URLPattern, URLResolver

from samenspel.houses.commands.make_house import FirstAdmin, NewHouse, make_house
from samenspel.houses.models import House, Role
from samenspel.houses.queries.directory import forget_directory
from samenspel.web.backoffice.urls import urlpatterns
from tests.support.region import NOW, Fixture
from tests.support.staff import admin_of, employ

HOUSE = NewHouse(
    "zuiderlo", "CC Zuiderlo", "cultuurcentrum", "Dorp 1", "2260", "Zuiderlo", "i@zuiderlo.example"
)
FILES = re.compile(r"\.(csv|ics|css|svg|json|webp)$")


def patterns(found: list[URLPattern | URLResolver], before: str = "") -> list[str]:
    every: list[str] = []
    for each in found:
        here = before + str(each.pattern)
        every += patterns(each.url_patterns, here) if isinstance(each, URLResolver) else [here]
    return every


ROOMS = [
    each
    for each in patterns(urlpatterns)
    if each.startswith("<slug:house>/") and each.count("<") == 1 and not FILES.search(each)
]


def new_house(lo: Fixture) -> House:
    """Without halls, programme, prices and orders."""
    cora = employ("cora@lo.example", Role.COORDINATOR, region=lo.region)
    make_house(
        region=lo.region.pk,
        house=HOUSE,
        admin=FirstAdmin("eva@zuiderlo.example", "Eva", "nl"),
        by=cora.pk,
        at=NOW,
    )
    forget_directory()
    return House.objects.get(slug="zuiderlo")


def says_what_is_next(page: str) -> bool:
    """Each empty state has a link, or the page a form that makes the first one; every other page has something to do."""
    main = re.sub(r"<nav.*?</nav>", "", page[page.index("<main") : page.index("</main>")], flags=re.DOTALL)
    makes = re.search(r'<form[^>]*method="post"', main) is not None
    empty = re.findall(r'<div class="empty">(.*?)</div>', main, re.DOTALL)
    if empty:
        return makes or all("<a " in each for each in empty)
    return makes or "<a " in main or "<button" in main


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_every_room_of_a_new_house_answers_and_says_what_to_do_next(lo: Fixture, language: str) -> None:
    client = admin_of(new_house(lo))
    prefix, bare, walked = "" if language == "nl" else f"/{language}", [], 0
    for pattern in ROOMS:
        path = f"{prefix}/beheer/{pattern.replace('<slug:house>', 'zuiderlo')}"
        answer = client.get(path)
        if answer.status_code == 405:
            continue  # takes only what a form sends
        page = answer.content.decode()
        walked += 1
        if answer.status_code != 200:
            bare.append(f"{path} answers {answer.status_code}")
        elif "<main" in page and not says_what_is_next(page):
            bare.append(f"{path} says nothing to do")
        assert "<main" not in page or f'<html lang="{language}"' in page, path
    assert bare == []
    assert walked >= 30


def test_bare_page_is_found() -> None:
    assert not says_what_is_next(
        '<main><nav><a href="/">Tab</a></nav><div class="empty"><p>Niets</p></div></main>'
    )
    assert not says_what_is_next("<main><h1>Niets</h1></main>")
    assert says_what_is_next('<main><div class="empty"><a href="/">Maak er een</a></div></main>')
