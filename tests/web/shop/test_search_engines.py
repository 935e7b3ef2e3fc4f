"""What search engines and other machines read."""

import json
import re
from xml.etree import ElementTree

from django.test import Client

from tests.support.region import Fixture

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_a_performance_tells_its_event(lo: Fixture, client: Client) -> None:
    page = client.get(f"/lo/voorstelling/{lo.theatre.pk}/").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    event = json.loads(found[1])
    assert event["@type"] == "TheaterEvent"
    assert event["name"] == "De lange adem"
    assert event["organizer"]["name"] == "CC Westerlo"
    assert event["offers"] == {
        "@type": "AggregateOffer",
        "url": event["url"],
        "priceCurrency": "EUR",
        "lowPrice": "12.00",
        "highPrice": "20.00",
        "availability": "https://schema.org/InStock",
        "validFrom": event["offers"]["validFrom"],
    }
    assert event["startDate"].endswith(("+01:00", "+02:00"))


def test_a_title_cannot_close_the_script(lo: Fixture, client: Client) -> None:
    lo.theatre.production.title = "</script><script>alert(1)</script>"
    lo.theatre.production.save()
    page = client.get(f"/lo/voorstelling/{lo.theatre.pk}/").content.decode()
    assert "<script>alert" not in page
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    assert json.loads(found[1])["name"] == "</script><script>alert(1)</script>"


def test_pages_name_their_other_languages(lo: Fixture, client: Client) -> None:
    page = client.get("/fr/lo/").content.decode()
    links = dict(re.findall(r'<link rel="alternate" hreflang="(\w+)" href="http://[^/]+([^"]*)"', page))
    assert links == {"nl": "/lo/", "fr": "/fr/lo/", "en": "/en/lo/"}
    assert '<html lang="fr"' in page
    assert re.search(r'<meta name="description" content="[^"]{40,}', page)


def test_sitemap_holds_each_page_in_three_languages(lo: Fixture, client: Client) -> None:
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    assert len(index.findall(f".//{LOC}")) == 2
    region = ElementTree.fromstring(client.get("/sitemap-lo.xml").content)
    paths = [loc.text.split("/", 3)[3] for loc in region.findall(f".//{LOC}") if loc.text]
    assert f"lo/voorstelling/{lo.theatre.pk}/" in paths
    assert f"fr/lo/tentoonstelling/{lo.slot.production_id}/" in paths
    assert not any(str(lo.foreign.pk) + "/" in path and "voorstelling" in path for path in paths)
    assert b"Disallow: /beheer/" in client.get("/robots.txt").content


def test_what_browsers_keep_has_an_etag(lo: Fixture, client: Client) -> None:
    hall = client.get(f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/").content.decode()
    plan_url = re.search(r'data-plan-url="([^"]+)"', hall)
    assert plan_url is not None
    for path in (
        plan_url[1].replace("&amp;", "&"),
        f"/poster/{lo.theatre.production_id}/",
        "/brand/westerlo.css",
        "/brand/regio/lo.css",
        f"/lo/voorstelling/{lo.theatre.pk}/plaatsen.json",
    ):
        first = client.get(path)
        assert first.status_code == 200, path
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (path, again.status_code, again.content) == (path, 304, b"")
    assert "immutable" in client.get(plan_url[1].replace("&amp;", "&")).headers["Cache-Control"]


def test_a_plan_is_only_told_with_its_own_performance(lo: Fixture, client: Client) -> None:
    assert client.get(f"/plan/{lo.theatre.plan_id}.json?p={lo.concert.pk}").status_code == 404
    assert client.get(f"/plan/{lo.theatre.plan_id}.json").status_code == 404


def test_a_page_kept_for_strangers_holds_no_token(lo: Fixture) -> None:
    """The page of a timeslot has a form that posts: each visitor gets his own token in it."""
    path = f"/lo/voorstelling/{lo.slot.pk}/"
    pages = [Client().get(path).content.decode() for _each in range(2)]
    tokens = {re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0] for page in pages}
    assert len(tokens) == 2
    client = Client()
    client.get(path)
    again = [client.get(path).content for _each in range(2)]
    assert again[0] != again[1]
