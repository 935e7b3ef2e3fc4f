import re
from xml.etree import ElementTree

import pytest

from samenspel.web.design.posters import ART, poster_svg

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Het onwaarschijnlijke maar volstrekt ware verhaal van de vergeten broer van Jacques Brel & zijn accordeon"


def drawn(
    title: str = "De Kersentuin", genre: str = "theatre", seed: int = 1, accent: str = "#b3261e"
) -> str:
    return poster_svg(title=title, subtitle="Compagnie Cecilia", genre=genre, seed=seed, accent=accent)


def test_poster_is_the_same_every_time() -> None:
    assert drawn() == drawn()


def test_posters_of_one_genre_differ() -> None:
    assert len({drawn(seed=seed) for seed in range(20)}) == 20


@pytest.mark.parametrize("genre", sorted(ART))
def test_poster_stays_light_and_well_formed(genre: str) -> None:
    for seed in range(40):
        for title in ("Ha", LONG, "Één, twee … Œuvre «Äëïöü» №5"):
            svg = drawn(title=title, genre=genre, seed=seed, accent="#1f4e5f")
            assert len(svg.encode()) <= 8_000
            root = ElementTree.fromstring(svg)
            assert root.get("viewBox") == "0 0 400 600"
            ids = re.findall(r' id="([^"]+)"', svg)
            assert len(ids) == len(set(ids))
            used = set(re.findall(r'(?:url\(#|href="#)([^")]+)', svg))
            assert used <= set(ids)


def test_poster_says_its_whole_title() -> None:
    root = ElementTree.fromstring(drawn(title='<b>"Ha" & co</b>'))
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == '<b>"Ha" & co</b>, Compagnie Cecilia'
    assert root.get("aria-labelledby") == title.get("id")


def test_poster_needs_no_style_and_nothing_from_elsewhere() -> None:
    svg = drawn()
    assert re.findall(r"style=|<style|<script|<image|<text|https?://(?!www\.w3\.org/2000/svg)", svg) == []


def test_poster_of_an_unknown_genre_or_an_empty_title_is_still_a_poster() -> None:
    assert ElementTree.fromstring(drawn(title="", genre="opera")).tag == f"{SVG}svg"
