"""A plan file sent by the form of the office: a bad one is told in sentences with line and column, and nothing is half-loaded."""

from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samenspel.houses.models import Role
from samenspel.kernel.tenancy import Scope
from samenspel.venues.models import PlanDraft, SeatPlan
from tests.support.region import Fixture
from tests.support.staff import employ, signed_in

HEADER = "zone;rij;stoel;x;y;rang;type"
GOOD = "Parterre;A;1;0;0;1;normaal"
SVG = '<svg xmlns="http://www.w3.org/2000/svg">\n<circle cx="1" cy="2" r="1" data-seat="1"/>\n'


@pytest.fixture
def client(lo: Fixture) -> Client:
    return signed_in(employ("po@westerlo.example", Role.PROGRAMMER, house=lo.west))


def send(client: Client, lo: Fixture, content: bytes, *, language: str = "", **headers: Any) -> Any:
    url = f"{language}/beheer/westerlo/zalen/{lo.theatre.hall_id}/inlezen/"
    file = SimpleUploadedFile("plan.csv", content)
    return client.post(url, {"name": "Bestand", "file": file}, **headers)


def kept() -> tuple[int, int]:
    """Drafts and versions of the name that is sent."""
    with Scope.of_system().open():
        named = {"name": "Bestand"}
        return PlanDraft.objects.filter(**named).count(), SeatPlan.objects.filter(**named).count()


def svg(inside: str) -> bytes:
    return f"{SVG}{inside}</svg>".encode()


def csv(*lines: str, header: str = HEADER) -> bytes:
    return "\r\n".join((header, *lines)).encode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (csv(GOOD, "Parterre;A;1;1;0;1;normaal"), "Regel 3, stoel: Stoel “Parterre A 1” staat al op regel 2."),
        (csv(GOOD, "Parterre;A;2;0;0;1;normaal"), "Regel 3, x: Staat op hetzelfde punt als de stoel op regel 2."),
        (csv("A;1;0;0;1;normaal", header="rij;stoel;x;y;rang;type"), "Regel 1, zone: Deze kolom ontbreekt."),
        (csv(GOOD, header=f"{HEADER};kleur"), "Regel 1, kleur: Deze kolom is niet gekend. Gekend zijn: zone"),
        (csv(GOOD, '"=HYPERLINK(""http://x"")";A;2;1;0;1;'), "Regel 3, zone: “=HYPERLINK(\"http://x\")” begint"),
        (csv(GOOD, "Parterre;A;@som;1;0;1;"), "Regel 3, stoel: “@som” begint zoals een formule van een rekenblad."),
        (csv(GOOD, "Parterre;A;2;=1+1;0;1;"), "Regel 3, x: “=1+1” is geen getal zoals 12,5."),
        (csv(GOOD, "Parterre;A;2;1;0;goud;"), "Regel 3, rang: “goud” is geen geheel getal."),
        (csv(GOOD, "Parterre;A;2;1;0;1;troon"), "Regel 3, type: “troon” is geen van deze woorden: normaal, rolstoel"),
        (csv(GOOD, "Parterre;A;2;1;0;1;;;"), "Regel 3: Heeft 9 cellen, de eerste regel 7"),
        (csv(GOOD, "Een zone met een veel te lange naam voor een kaartje;A;2;1;0;1;"), "Regel 3, zone: Telt 52 tekens"),
        (csv(GOOD.replace(";", ","), header=HEADER.replace(";", ",")), "Regel 1: Heeft komma’s tussen de kolommen"),
        (csv(GOOD.replace(";", "\t"), header=HEADER.replace(";", "\t")), "Regel 1: Heeft tabs tussen de kolommen"),
        (csv(), "Heeft geen plaatsen."),
        (b"\r\n\r\n", "Is leeg: de eerste regel noemt de kolommen."),
        (csv(GOOD) + b"\r\nBalkon \x81;A;1;9;9;1;", "Regel 3: Is geen UTF-8 en ook geen Windows-1252."),
        (csv(GOOD, '"Parterre;A;2;1;0;1;'), "Regel 3: Is niet te lezen als CSV"),
        (b"\x00\x01\x02PNG", "Regel 1, zone: Deze kolom ontbreekt."),
        (svg("<script>alert(1)</script>"), "Regel 3, script: Bevat een <script>"),
        (svg('<g id="rij-b" onclick="x()"/>'), "Regel 3, rij-b: Bevat een script"),
        (svg('<image href="https://x.example/a.png"/>'), "Regel 3, image: Verwijst naar iets buiten het bestand."),
        (b'<!DOCTYPE svg [\n<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<svg>&a;</svg>', "Regel 2, DOCTYPE: Definieert"),
        (b'<!DOCTYPE svg [\n<!ENTITY % a SYSTEM "http://x.example/a"> %a;]>\n<svg/>', "Regel 2, DOCTYPE: Definieert eigen"),
        (svg("<circle>"), "Regel 3, 11: Is geen geldige XML."),
        (svg('<circle cx="9" data-seat="1"/>'), "Regel 3, circle: Stoel “Zaal 1” staat er twee keer."),
        (svg(f'<circle data-section="{"z" * 41}" data-seat="2"/>'), "Regel 3, circle: Telt 41 tekens"),
    ],
)  # fmt: skip
def test_a_bad_file_is_told_with_line_and_column(
    client: Client, lo: Fixture, content: bytes, sentence: str
) -> None:
    answer = send(client, lo, content)
    page = unescape(answer.content.decode())

    assert answer.status_code == 422
    assert "Er is niets ingelezen." in page
    assert sentence in page
    assert kept() == (0, 0)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("/fr", "Ligne 3, stoel: Le siège « Parterre A 1 » est déjà à la ligne 2."),
        ("/en", "Line 3, stoel: Seat “Parterre A 1” is on line 2 already."),
    ],
)
def test_it_is_told_in_the_language_of_the_page(
    client: Client, lo: Fixture, language: str, sentence: str
) -> None:
    page = send(client, lo, csv(GOOD, "Parterre;A;1;1;0;1;normaal"), language=language)

    assert sentence in unescape(page.content.decode())


def test_an_empty_file_is_refused(client: Client, lo: Fixture) -> None:
    answer = send(client, lo, b"")

    assert (answer.status_code, kept()) == (422, (0, 0))
    assert "Het verstuurde bestand is leeg" in answer.content.decode()


def test_every_mistake_is_told_at_once_and_the_rest_counted(client: Client, lo: Fixture) -> None:
    page = send(client, lo, csv(*(f"Parterre;A;{n};x;0;1;" for n in range(70)))).content.decode()

    assert "Regel 2, x:" in page
    assert page.count("is geen getal zoals 12,5") == 50
    assert "En nog 20." in page


def test_a_windows_1252_file_works(client: Client, lo: Fixture) -> None:
    sent = (HEADER + "\r\nBalkon zijde één;A;1;0;0;1;\r\n").encode("cp1252")

    assert send(client, lo, sent).status_code == 302

    with Scope.of_system().open():
        drawn = PlanDraft.objects.get(name="Bestand").drawing
    assert [section["name"] for section in drawn["sections"]] == ["Balkon zijde één"]


def test_10_000_rows_are_read(client: Client, lo: Fixture) -> None:
    rows = [f"Zaal;{n // 100 + 1};{n % 100 + 1};{n % 100};{n // 100};1;normaal" for n in range(10_000)]

    assert send(client, lo, csv(*rows)).status_code == 302

    with Scope.of_system().open():
        drawn = PlanDraft.objects.get(name="Bestand").drawing
    assert sum(len(row["seats"]) for row in drawn["rows"]) == 10_000


def test_a_mistake_in_the_last_of_10_000_rows_keeps_them_all_out(client: Client, lo: Fixture) -> None:
    rows = [f"Zaal;{n // 100 + 1};{n % 100 + 1};{n % 100};{n // 100};1;normaal" for n in range(9_999)]

    page = send(client, lo, csv(*rows, rows[0])).content.decode()

    assert "Regel 10001, stoel: Stoel “Zaal 1 1” staat al op regel 2." in page
    assert kept() == (0, 0)


def test_a_file_over_the_limit_is_refused_with_a_reason(client: Client, lo: Fixture) -> None:
    answer = send(client, lo, b"x" * 5_000_001)

    assert answer.status_code == 422
    assert "Is groter dan 5 MB." in answer.content.decode()
    assert kept() == (0, 0)


def test_two_gigabytes_are_refused_before_a_byte_is_read(client: Client, lo: Fixture) -> None:
    """By what the request says of itself: the body that follows is never touched."""
    answer = send(client, lo, csv(GOOD), CONTENT_LENGTH=str(2 * 1024**3))

    assert answer.status_code == 413
    assert "hoogstens 10 MB" in answer.content.decode()
    assert kept() == (0, 0)
