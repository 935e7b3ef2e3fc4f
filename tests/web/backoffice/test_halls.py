"""Halls and their seat plans on pages: who enters, what is written, what a refusal says, and what a page costs."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samenspel.houses.models import Role
from samenspel.kernel.tenancy import Scope
from samenspel.sales.rules.number import order_number
from samenspel.venues.models import Hall, PlanDraft, SeatPlan, Venue
from tests.delivery.test_mail import mails, send_all, tell_all
from tests.programme.test_pictures import png_that_says
from tests.support.counting import counted
from tests.support.programme import picture_bytes
from tests.support.redrawn import hall as drawn
from tests.support.redrawn import publish, put_on
from tests.support.region import Fixture
from tests.support.staff import employ, signed_in

HALLS = "/beheer/westerlo/zalen/"
CSV = b"zone;rij;stoel;x;y;rang;type\nParterre;A;1;0;0;1;normaal\nParterre;A;2;1;0;1;normaal\n"


@pytest.fixture
def client(lo: Fixture) -> Client:
    return signed_in(employ("po@westerlo.example", Role.PROGRAMMER, house=lo.west))


def drafts() -> dict[str, PlanDraft]:
    with Scope.of_system().open():
        return {draft.name: draft for draft in PlanDraft.objects.all()}


def begin(client: Client, lo: Fixture, name: str = "Anders") -> str:
    """The address of a new draft."""
    answer = client.post(f"{HALLS}{lo.theatre.hall_id}/tekenen/", {"name": name})
    return str(answer.headers["Location"])


def send(client: Client, url: str, **body: Any) -> Any:
    return client.post(url, json.dumps(body), content_type="application/json")


def read(client: Client, lo: Fixture, content: bytes, **values: str) -> Any:
    file = SimpleUploadedFile("plan.csv", content)
    return client.post(f"{HALLS}{lo.theatre.hall_id}/inlezen/", {"name": "Bestand", "file": file, **values})


def test_a_venue_and_a_hall_are_entered_and_renamed(client: Client, lo: Fixture) -> None:
    client.post(HALLS + "locatie/", {"name": "Kasteel", "town": "Westerlo"})
    venue = Venue.objects.get(name="Kasteel")
    answer = client.post(f"{HALLS}locatie/{venue.pk}/zaal/", {"name": "Kleine zaal"})
    made = Hall.objects.get(name="Kleine zaal")
    assert (answer.headers["Location"], made.slug, made.venue) == (f"{HALLS}{made.pk}/", "kleine-zaal", venue)
    client.post(f"{HALLS}{made.pk}/naam/", {"name": "Blauwe zaal"})
    client.post(
        f"{HALLS}locatie/{venue.pk}/", {"name": "Het kasteel", "town": "Westerlo", "postcode": "2260"}
    )
    shown = client.get(HALLS).content.decode()
    assert "Blauwe zaal" in shown
    assert "Het kasteel" in shown
    assert "2260 Westerlo" in shown
    assert Hall.objects.get(pk=made.pk).slug == "kleine-zaal"


def test_two_halls_of_one_name_get_different_words(client: Client, lo: Fixture) -> None:
    venue = lo.theatre.hall.venue_id
    for _ in range(2):
        client.post(f"{HALLS}locatie/{venue}/zaal/", {"name": "Studio"})
    assert sorted(Hall.objects.filter(name="Studio").values_list("slug", flat=True)) == ["studio", "studio-2"]


@pytest.mark.parametrize("role", [Role.BOX_OFFICE, Role.FINANCE, Role.MARKETING, Role.USHER])
def test_other_roles_do_not_enter(lo: Fixture, role: Role) -> None:
    assert signed_in(employ("ro@westerlo.example", role, house=lo.west)).get(HALLS).status_code == 403


def test_a_plan_is_drawn_saved_and_published(client: Client, lo: Fixture) -> None:
    draft = begin(client, lo)
    assert begin(client, lo) == draft  # one draft a name
    assert send(client, draft + "tekening.json", revision=1, drawing=drawn()).json()["revision"] == 2
    laid = send(client, draft + "plaatsen.json", drawing=drawn()).json()
    assert (laid["count"], laid["problem_count"]) == (24, 0)
    assert laid["places"][0] == ["b1/1/1", -4.0, 5.0, "A", "1", "Parterre", 1, "seat", "", None]
    answer = client.post(draft + "publiceren/", {"revision": "2"})
    assert answer.headers["Location"] == f"{HALLS}{lo.theatre.hall_id}/"
    assert SeatPlan.objects.get(name="Anders").capacity == 24
    assert drafts() == {}


def test_what_is_wrong_is_said_with_its_seats(client: Client, lo: Fixture) -> None:
    draft = begin(client, lo)
    twice = drawn(block={"changes": [{"row": 1, "position": 2, "name": "1"}]})
    found = send(client, draft + "plaatsen.json", drawing=twice).json()["problems"]
    assert [problem["keys"] for problem in found] == [["b1/1/2", "b1/1/1"]]
    assert found[0]["text"] == "Er zijn twee stoelen die Parterre A 1 heten."
    wrong = drawn(block={"curve": 1})
    refused = send(client, draft + "plaatsen.json", drawing=wrong)
    assert refused.status_code == 422
    assert "langer dan haar cirkel" in refused.json()["problems"][0]["text"]
    answer = client.post(draft + "publiceren/", {"revision": "1"})
    assert answer.status_code == 422
    assert "Er zijn nog geen stoelen." in answer.content.decode()


@pytest.mark.parametrize(
    "body",
    [b"", b"[1]", b"{", b'{"revision": "x", "drawing": 3}', b'{"drawing": {"schema": 9}}', b"[" * 500_000],
)
def test_what_is_no_drawing_is_refused(client: Client, lo: Fixture, body: bytes) -> None:
    draft = begin(client, lo)
    for page in ("tekening.json", "plaatsen.json"):
        assert client.post(draft + page, body, content_type="application/json").status_code == 422


def test_a_name_of_two_lines_is_one_line_and_its_files_can_be_had(client: Client, lo: Fixture) -> None:
    draft = begin(client, lo, name="Concert\r\nopstelling")
    assert list(drafts()) == ["Concert opstelling"]
    for file in ("plan.csv", "plan.svg"):
        assert client.get(draft + file).status_code == 200


def test_who_saved_in_between_is_named(client: Client, lo: Fixture) -> None:
    draft = begin(client, lo)
    other = signed_in(employ("bo@westerlo.example", Role.PROGRAMMER, house=lo.west))
    send(other, draft + "tekening.json", revision=1, drawing=drawn())
    late = send(client, draft + "tekening.json", revision=1, drawing=drawn())
    assert (late.status_code, late.json()["revision"]) == (409, 2)
    assert late.json()["text"].startswith("Bo bewaarde dit plan op")
    assert client.post(draft + "publiceren/", {"revision": "1"}).headers["Location"] == draft
    assert client.post(draft + "weg/", {"revision": "1"}).status_code == 302
    assert "Anders" in drafts()
    client.post(draft + "weg/", {"revision": "2"})
    assert drafts() == {}


def test_a_file_is_read_published_and_written_without_script(client: Client, lo: Fixture) -> None:
    draft = str(read(client, lo, CSV).headers["Location"])
    kept = drafts()["Bestand"].drawing
    assert kept["focal"] == {"x": 0.5, "y": -1.6}
    assert client.post(draft + "publiceren/", {"revision": "1"}).status_code == 302
    plan = SeatPlan.objects.get(name="Bestand")
    written = client.get(f"{HALLS}plan/{plan.pk}/plan.csv")
    assert written.content.decode("utf-8-sig").replace("\r", "").encode() == CSV
    assert written.headers["Content-Disposition"] == 'attachment; filename="Bestand-1.csv"'
    assert b"data-seat" in client.get(f"{HALLS}plan/{plan.pk}/plan.svg").content
    client.post(f"{HALLS}plan/{plan.pk}/weg/")
    assert SeatPlan.objects.get(pk=plan.pk).state == "retired"


def test_a_file_with_mistakes_is_refused_with_line_and_column(client: Client, lo: Fixture) -> None:
    answer = read(client, lo, CSV + b"Parterre;A;2;2;0;1;normaal\n")
    assert answer.status_code == 422
    assert "Regel 4, stoel:" in answer.content.decode()
    script = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    assert read(client, lo, script).status_code == 422
    assert read(client, lo, b"x" * 5_000_001).status_code == 422
    assert drafts() == {}
    read(client, lo, CSV, focal_x="3", focal_y="-9")
    assert drafts()["Bestand"].drawing["focal"] == {"x": 3.0, "y": -9.0}
    assert "getekend" in read(client, lo, CSV).content.decode()


def test_a_picture_to_trace_is_checked_and_kept_for_its_house(client: Client, lo: Fixture) -> None:
    def put(content: bytes) -> Any:
        return client.post(HALLS + "achtergrond/", {"file": SimpleUploadedFile("zaal.png", content)})

    kept = put(picture_bytes()).json()
    file = HALLS + f"achtergrond/{kept['picture']}.webp"
    assert client.get(file).content[8:12] == b"WEBP"
    for content, sentence in {
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>": "Een SVG kan scripts bevatten",
        b"no picture": "Dit bestand is geen beeld",
        b"x" * 10_000_001: "groter dan 10 MB",
        png_that_says(60_000, 60_000): "meer dan 40 megapixels",
    }.items():
        refused = put(content)
        assert (refused.status_code, sentence in refused.json()["text"]) == (422, True)
    unread = client.post(HALLS + "achtergrond/", {}, CONTENT_LENGTH="200000000")
    assert unread.status_code == 413
    other = signed_in(employ("po@herselt.example", Role.PROGRAMMER, house=lo.east))
    assert other.get(file).status_code == 404
    assert other.get(file.replace("westerlo", lo.east.slug)).status_code == 404


def test_a_next_version_is_used_with_everybody_in_a_seat(client: Client, lo: Fixture) -> None:
    put_on(lo, publish(lo, drawn(), "Anders"))
    order = lo.sell(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 9))
    draft = begin(client, lo)
    without = drawn(block={"changes": [{"row": 1, "position": 1, "taken_out": True}]})
    send(client, draft + "tekening.json", revision=1, drawing=without)
    use = str(client.post(draft + "publiceren/", {"revision": "2"}).headers["Location"])
    page = client.get(use).content.decode()
    assert "1 bezette plaats blijft zoals ze is." in page
    assert "De plaats is er niet meer" in page
    assert client.post(use, {}).headers["Location"] == use
    stale = {"performance": str(lo.theatre.pk), f"shown-{lo.theatre.pk}": "old"}
    assert "intussen iets verkocht" in client.post(use, stale, follow=True).content.decode()
    seen = re.findall(rf'name="shown-{lo.theatre.pk}" value="([^"]+)"', page)[0]
    done = client.post(use, {**stale, f"shown-{lo.theatre.pk}": seen}, follow=True).content.decode()
    assert "1 voorstelling gebruikt deze versie nu. 1 bestelling heeft andere plaatsen" in done
    assert "Niets te veranderen" in client.get(use).content.decode()
    tell_all()
    send_all()
    mail = next(mail for mail in mails() if mail.kind == "reseated")
    assert (mail.order_id, mail.subject) == (
        order,
        f"Andere plaatsen bij je bestelling {order_number(order)}",
    )
    assert "Parterre A 1 → Parterre" in mail.text
    assert mail.attach_tickets


# Session, login, the posts with their scope: four of each.
COST = {"": 6, "{hall}/": 10, "{draft}": 9, "{draft}tekening.json": 8}


@pytest.mark.parametrize("plans", [1, 3])
def test_each_page_asks_a_known_number_of_statements(client: Client, lo: Fixture, plans: int) -> None:
    urls = [begin(client, lo, f"Plan {number}") for number in range(plans)]
    spent = {}
    for path in COST:
        url = HALLS + path.format(hall=lo.theatre.hall_id, draft=urls[0].removeprefix(HALLS))
        with counted() as sent:
            assert client.get(url).status_code == 200
        spent[path] = len(sent)
    assert spent == COST
