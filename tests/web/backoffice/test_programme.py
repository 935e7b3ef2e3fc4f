"""The programme on its pages: who enters, what is written, what a refusal says, and what a page costs."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samenspel.catalogue.models import Offer, PriceList
from samenspel.houses.models import Role
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.tenancy import Scope
from samenspel.programme.commands.plan_performance import plan_performance
from samenspel.programme.commands.save_production import save_production
from samenspel.programme.models import Performance, Production, Season
from tests.programme.test_pictures import png_that_says
from tests.support.counting import counted
from tests.support.programme import (
    performance_fields,
    picture_bytes,
    production_fields,
    programmer,
)
from tests.support.region import NOW, Fixture
from tests.support.staff import admin_of, employ, signed_in

HOUSE = "/beheer/westerlo/"
ALT = {"alt_nl": "Twee mensen op een strand", "focal_x": "20", "focal_y": "50"}


def local(moment: object) -> str:
    """As a form types it."""
    return moment.astimezone(BRUSSELS).strftime("%Y-%m-%dT%H:%M")  # type: ignore[attr-defined, no-any-return]


def written(lo: Fixture, **values: str) -> dict[str, str]:
    """The form of a performance in the house's theatre, forty days on."""
    starts_at = lo.theatre.starts_at + timedelta(days=10)
    return {
        "revision": "0",
        "starts_at": local(starts_at),
        "ends_at": local(starts_at + timedelta(hours=2)),
        "where": f"{lo.free.hall_id}:{lo.free.plan_id}",
        "state": "on_sale",
    } | values


@pytest.fixture
def work(lo: Fixture) -> int:
    return save_production(act=programmer(lo.west), fields=production_fields())


def test_programmer_enters_season_and_production(lo: Fixture) -> None:
    client = signed_in(employ("po@westerlo.example", Role.PROGRAMMER, house=lo.west))
    season = {"revision": "0", "name": "26-27", "starts_on": "2026-09-01", "ends_on": "2027-06-30"}
    assert client.post(HOUSE + "seizoenen/nieuw/", season).headers["Location"] == HOUSE + "seizoenen/"
    production = {
        "revision": "0",
        "title": "Het schip",
        "genre": "dance",
        "summary_nl": "Op zee.",
        "shared": "on",
    }
    answer = client.post(HOUSE + "producties/nieuw/", production)
    made = Production.objects.get(title="Het schip")
    assert answer.headers["Location"] == f"{HOUSE}producties/{made.pk}/"
    assert (made.house_id, made.shared, made.texts) == (
        lo.west.pk,
        True,
        {"nl": {"summary": "Op zee.", "text": ""}},
    )
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "Hier nog niet gepland" in shown
    assert Season.objects.get(house=lo.west).name == "26-27"


@pytest.mark.parametrize("role", [Role.BOX_OFFICE, Role.FINANCE, Role.MARKETING])
def test_other_roles_do_not_enter(lo: Fixture, work: int, role: Role) -> None:
    client = signed_in(employ("ro@westerlo.example", role, house=lo.west))
    for path in ("seizoenen/", "producties/", f"producties/{work}/", "voorstellingen/bewerken/"):
        assert client.get(HOUSE + path).status_code == 403


def test_list_keeps_its_state_in_the_url(lo: Fixture, work: int) -> None:
    client = admin_of(lo.west)
    query = urlencode({"q": "eiland", "genre": "theatre", "van": "own", "sort": "-title"})
    shown = client.get(f"{HOUSE}producties/?{query}").content.decode()
    assert "1 productie" in shown
    assert 'value="eiland"' in shown
    nothing = client.get(HOUSE + "producties/?q=bestaatniet").content.decode()
    assert "Geen productie beantwoordt hieraan" in nothing


def test_performance_is_planned_with_its_prices(lo: Fixture, work: int) -> None:
    prices = PriceList.objects.get(house=lo.west, code="standaard")
    data = written(
        lo, price_list=str(prices.pk), published_at="2026-11-24T10:00", practical_fr="Parking gratuit"
    )
    answer = admin_of(lo.west).post(f"{HOUSE}producties/{work}/plannen/", data)
    assert answer.status_code == 302
    with Scope.of_system().open():
        made = Performance.objects.get(production=work)
        assert (made.state, made.practical, made.sale_ends_at) == (
            "on_sale",
            {"fr": "Parking gratuit"},
            made.starts_at,
        )
        assert made.sale_starts_at == made.published_at
        assert Offer.objects.get(performance=made).price_list_id == prices.pk
        assert made.booking is not None


def test_hour_that_summer_time_skips_is_refused(lo: Fixture, work: int) -> None:
    data = written(lo, starts_at="2027-03-28T02:30", ends_at="2027-03-28T05:00")
    assert admin_of(lo.west).post(f"{HOUSE}producties/{work}/plannen/", data).status_code == 422


def test_taken_hall_is_told_with_what_stands_there(lo: Fixture, work: int) -> None:
    client = admin_of(lo.west)
    client.post(f"{HOUSE}producties/{work}/plannen/", written(lo))
    again = client.post(f"{HOUSE}producties/{work}/plannen/", written(lo))
    assert again.status_code == 422
    assert "Grote zaal is bezet: Het eiland" in again.content.decode()


def test_second_of_two_is_told_on_the_page(lo: Fixture, work: int) -> None:
    first, second = admin_of(lo.west), signed_in(employ("bo@westerlo.example", "programmer", house=lo.west))
    url = f"{HOUSE}producties/{work}/wijzigen/"
    data = {"revision": "1", "title": "Het schip", "genre": "dance"}
    assert second.post(url, data).status_code == 302
    late = first.post(url, data | {"title": "De zee"})
    assert late.status_code == 422
    assert "Bo bewaarde “Het schip”" in late.content.decode()
    assert 'value="De zee"' in late.content.decode()


def test_date_of_what_is_on_sale_is_fixed_on_its_form(lo: Fixture) -> None:
    url = f"{HOUSE}voorstellingen/{lo.theatre.pk}/wijzigen/"
    client = admin_of(lo.west)
    shown = client.get(url).content.decode()
    assert "Ze is in verkoop, dus datum en zaal liggen hier vast." in shown
    data = written(lo, revision="1", state="on_sale", practical_nl="Met pauze", published_at=local(NOW))
    data |= {"price_list": str(lo.theatre.offer.price_list_id), "sale_starts_at": local(NOW)}
    assert client.post(url, data).status_code == 302
    with Scope.of_system().open():
        kept = Performance.objects.get(pk=lo.theatre.pk)
    assert (kept.starts_at, kept.plan_id, kept.practical) == (
        lo.theatre.starts_at,
        lo.theatre.plan_id,
        {"nl": "Met pauze"},
    )


def test_shared_production_is_planned_and_not_changed(lo: Fixture) -> None:
    shared = save_production(act=programmer(lo.east), fields=production_fields(shared=True))
    hidden = save_production(act=programmer(lo.east, name="bis"), fields=production_fields())
    client = admin_of(lo.west)
    assert client.post(f"{HOUSE}producties/{shared}/plannen/", written(lo)).status_code == 302
    assert client.get(f"{HOUSE}producties/{shared}/wijzigen/").status_code == 404
    assert client.get(f"{HOUSE}producties/{shared}/beeld/").status_code == 404
    assert client.get(f"{HOUSE}producties/{hidden}/").status_code == 404


def test_picture_is_put_aimed_shown_and_taken_away(lo: Fixture, work: int) -> None:
    client, url = admin_of(lo.west), f"{HOUSE}producties/{work}/beeld/"
    file = SimpleUploadedFile("strand.jpg", picture_bytes())
    assert client.post(url, ALT | {"revision": "1", "file": file}).status_code == 302
    shown = client.get(url).content.decode()
    (wide,) = re.findall(rf'src="({url}[0-9a-f]+/wide.webp)"', shown)
    answer = client.get(wide)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    assert client.post(url, ALT | {"revision": "2", "focal_x": "80"}).status_code == 302
    assert wide not in client.get(url).content.decode()
    assert client.post(url + "weg/", {"revision": "3"}).status_code == 302
    assert ".webp" not in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"just words", "Dit bestand is geen beeld"),
        (b"<svg xmlns='x'><script>alert(1)</script></svg>", "Een SVG kan scripts bevatten"),
        (picture_bytes() + b"\0" * 10_000_000, "groter dan 10 MB"),
        (png_that_says(60_000, 60_000), "meer dan 40 megapixels"),
    ],
)
def test_bad_picture_is_refused_with_a_reason(lo: Fixture, work: int, content: bytes, sentence: str) -> None:
    file = SimpleUploadedFile("strand.jpg", content)
    answer = admin_of(lo.west).post(f"{HOUSE}producties/{work}/beeld/", ALT | {"revision": "1", "file": file})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_200_megabytes_are_refused_unread(lo: Fixture, work: int) -> None:
    url = f"{HOUSE}producties/{work}/beeld/"
    answer = admin_of(lo.west).post(url, ALT, CONTENT_LENGTH="200000000")
    assert answer.status_code == 413
    assert "hoogstens 10 MB" in answer.content.decode()
    assert Client().post(url, ALT, CONTENT_LENGTH="200000000").status_code == 413


def test_run_is_copied_with_its_prices(lo: Fixture) -> None:
    url = f"{HOUSE}producties/{lo.theatre.production_id}/kopie/"
    client = admin_of(lo.west)
    assert client.post(url, {"days": "7"}).status_code == 422
    assert client.post(url, {"days": "7", "performance": [str(lo.theatre.pk)]}).status_code == 302
    with Scope.of_system().open():
        copy = Performance.objects.exclude(pk=lo.theatre.pk).get(production=lo.theatre.production_id)
        assert copy.starts_at - lo.theatre.starts_at == timedelta(days=7)
        assert (copy.published_at, Offer.objects.get(performance=copy).price_list_id) == (
            None,
            lo.theatre.offer.price_list_id,
        )
    again = client.post(url, {"days": "7", "performance": [str(lo.theatre.pk)]})
    assert again.status_code == 422
    assert "is bezet" in again.content.decode()


def test_many_are_shown_before_they_are_written(lo: Fixture, work: int) -> None:
    act = programmer(lo.west, name="planner")
    made = plan_performance(act=act, fields=performance_fields(lo.theatre, work))
    client, url = admin_of(lo.west), HOUSE + "voorstellingen/bewerken/"
    free = PriceList.objects.get(house=lo.west, code="gratis")
    data = {"productie": str(work), "performance": [str(made)], "practical_nl": "Met boventitels"}
    data |= {"price_list": str(free.pk), "published_at": "2026-11-24T10:00", "stap": "kijken"}
    preview = client.post(url, data).content.decode()
    assert "<ins>Met boventitels</ins>" in preview
    assert "<ins>gratis</ins>" in preview
    with Scope.of_system().open():
        assert Performance.objects.get(pk=made).published_at is None
    data |= {"stap": "schrijven", f"revisie-{made}": "1"}
    assert client.post(url, data).status_code == 302
    with Scope.of_system().open():
        row = Performance.objects.get(pk=made)
        assert (row.practical, row.published_at is None) == ({"nl": "Met boventitels"}, False)
        assert Offer.objects.get(performance=made).price_list_id == free.pk
    late = client.post(url, data)
    assert late.status_code == 422
    assert "bewaarde “Het eiland”" in late.content.decode()


COST = {
    HOUSE + "seizoenen/": 8,
    HOUSE + "producties/": 6,
    HOUSE + "producties/{work}/": 8,
    HOUSE + "producties/{work}/wijzigen/": 6,
    HOUSE + "producties/{work}/beeld/": 6,
    HOUSE + "producties/{work}/plannen/": 13,
    HOUSE + "producties/{work}/kopie/": 8,
    HOUSE + "voorstellingen/bewerken/?productie={work}": 7,
    HOUSE + "voorstellingen/{performance}/wijzigen/": 14,
}


@pytest.mark.parametrize("planned", [1, 3])
def test_each_page_asks_a_known_number_of_statements(lo: Fixture, work: int, planned: int) -> None:
    act = programmer(lo.west, name="planner")
    for number in range(planned):
        day = lo.theatre.starts_at + timedelta(days=10 + number)
        fields = performance_fields(
            lo.theatre, work, starts_at=day, ends_at=day + timedelta(hours=2), sale_ends_at=day
        )
        made = plan_performance(act=act, fields=fields)
        Season.objects.create(house=lo.west, name=str(number), starts_on=NOW.date(), ends_on=day.date())
        save_production(act=act, fields=production_fields(shared=bool(number)))
    client = admin_of(lo.west)
    client.get(HOUSE)
    spent = {}
    for path in COST:
        with counted() as sent:
            answer = client.get(path.format(work=work, performance=made))
        assert answer.status_code == 200
        spent[path] = len(sent)
    assert spent == COST
