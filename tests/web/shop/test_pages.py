"""Each page of the shop answers, says the right thing, and costs a known number of statements."""

import pytest
from django.test import Client

from samenspel.kernel import clock
from tests.support.region import Fixture, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def lo() -> Fixture:
    return build(now=clock.now())


def test_pages_answer(lo: Fixture, client: Client) -> None:
    for path in (
        "/",
        "/lo/",
        "/lo/?wanneer=vanavond",
        "/lo/huis/westerlo/",
        f"/lo/voorstelling/{lo.theatre.pk}/",
        f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/",
        f"/lo/voorstelling/{lo.slot.pk}/",
        f"/lo/tentoonstelling/{lo.slot.production_id}/",
        f"/lo/voorstelling/{lo.free.pk}/",
        "/lo/mandje/",
        "/toegankelijkheid/",
        "/privacy/",
        "/voorwaarden/",
        "/robots.txt",
        "/sitemap.xml",
        "/sitemap-lo.xml",
        "/brand/westerlo.css",
        "/brand/regio/lo.css",
        "/fr/lo/",
        "/en/lo/",
    ):
        response = client.get(path)
        assert (path, response.status_code) == (path, 200)
