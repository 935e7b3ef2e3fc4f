"""The picture that a house puts for its production stands in the shop where a drawn poster stood."""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance, Picture
from tests.support.region import Fixture, build


@pytest.fixture
def lo(db: None) -> Fixture:
    return build(now=clock.now())


def webp(colour: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (400, 600), colour).save(file, "WEBP")
    return file.getvalue()


def put(show: Performance) -> bytes:
    portrait = webp("#aa3322")
    with Scope.of_system().open():
        Picture.objects.create(
            production_id=show.production_id, key="abc", alt={"nl": "Twee dansers", "fr": "Deux danseurs"},
            credit="Ona Vermeer", width=400, height=600, whole=webp("#111111"), portrait=portrait, wide=webp("#222222"),
        )  # fmt: skip
    return portrait


def test_the_poster_is_the_picture_of_the_house(lo: Fixture, client: Client) -> None:
    portrait = put(lo.theatre)
    answer = client.get(f"/poster/{lo.theatre.production_id}/")
    assert (answer.content, answer["content-type"]) == (portrait, "image/webp")
    again = client.get(f"/poster/{lo.theatre.production_id}/", headers={"If-None-Match": answer["etag"]})
    assert (again.status_code, again["cache-control"]) == (304, "public, max-age=3600")


def test_a_production_without_a_picture_has_a_drawn_poster(lo: Fixture, client: Client) -> None:
    put(lo.theatre)
    answer = client.get(f"/poster/{lo.concert.production_id}/")
    assert answer["content-type"] == "image/svg+xml"


def test_a_picture_announces_no_show_before_its_house_does(lo: Fixture, client: Client) -> None:
    put(lo.theatre)
    with Scope.of_system().open():
        Performance.objects.filter(production=lo.theatre.production_id).update(published_at=None)
    assert client.get(f"/poster/{lo.theatre.production_id}/").status_code == 404


@pytest.mark.parametrize(
    ("prefix", "alt"), [("", "Twee dansers"), ("/fr", "Deux danseurs"), ("/en", "Twee dansers")]
)
def test_its_page_says_what_it_shows_and_whose_it_is(
    lo: Fixture, client: Client, prefix: str, alt: str
) -> None:
    put(lo.theatre)
    page = client.get(f"{prefix}/lo/voorstelling/{lo.theatre.pk}/").content.decode()
    assert f'alt="{alt}"' in page
    assert "Ona Vermeer" in page
