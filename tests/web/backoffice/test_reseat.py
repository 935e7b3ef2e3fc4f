"""Choose other places than a next version proposes: what the page says, what it refuses, and that nothing sold is lost."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connections
from django.test import Client

from samenspel.houses.models import Role
from samenspel.inventory.queries.plans import plan_of
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.models import Ticket
from samenspel.sales.rules.number import order_number
from tests.invariants.ledger_checks import broken
from tests.support.counting import counted
from tests.support.database import TestDatabase
from tests.support.redrawn import Document, hall, nowhere, publish, put_on
from tests.support.region import Fixture, build
from tests.support.staff import employ, signed_in

OUT = {"changes": [{"row": 2, "position": seat, "taken_out": True} for seat in (2, 3)]}


@pytest.fixture
def client(lo: Fixture) -> Client:
    return signed_in(employ("po@westerlo.example", Role.PROGRAMMER, house=lo.west))


def number(lo: Fixture, label: str) -> int:
    with Scope.of_system().open():
        plan = plan_of(Performance.objects.get(pk=lo.theatre.pk).plan_id)
    return next(no for no in plan.places if plan.label(no) == f"Parterre {label}")


def sell(lo: Fixture, *labels: str) -> UUID:
    return lo.sell(*(lo.wish(lo.theatre, number(lo, label)) for label in labels))


def seats(lo: Fixture, order: UUID) -> list[str]:
    with Scope.of_system().open():
        plan = plan_of(Performance.objects.get(pk=lo.theatre.pk).plan_id)
        tickets = Ticket.objects.filter(order_id=order, state="valid").order_by("pk")
        return [plan.label(ticket.place_no).removeprefix("Parterre ") for ticket in tickets]


class Form:
    """The page of the theatre's performance for a next version, as a browser holds it."""

    def __init__(self, client: Client, lo: Fixture, **block: Any) -> None:
        self.client = client
        document: Document = hall(block=block or OUT)
        plan = publish(lo, document)
        self.url = f"/beheer/westerlo/zalen/plan/{plan}/gebruiken/{lo.theatre.pk}/"
        self.read(client.get(self.url))

    def read(self, answer: Any) -> None:
        self.status = answer.status_code
        self.text = unescape(answer.content.decode())
        self.fields = dict(re.findall(r'name="(seat-\d+)" value="([^"]*)"', self.text))
        self.shown = "".join(re.findall(r'name="shown" value="(\w+)"', self.text))

    def send(self, act: str = "move", **typed: str) -> None:
        """`typed` by the seat's name, with an underscore: B_2 for Parterre B 2."""
        labels = dict(re.findall(r'for="(seat-\d+)">Parterre (\w \d+)<', self.text))
        named = {label.replace(" ", "_"): name for name, label in labels.items()}
        wanted = {**self.fields, **{named[seat]: text for seat, text in typed.items()}}
        self.read(self.client.post(self.url, {**wanted, "shown": self.shown, "act": act}))


@pytest.fixture
def seated(lo: Fixture) -> Fixture:
    put_on(lo, publish(lo, hall()))
    return lo


def test_the_page_proposes_and_shows_who_belongs_together(client: Client, seated: Fixture) -> None:
    order = sell(seated, "B 1", "B 2", "B 3")

    form = Form(client, seated)

    assert order_number(order) in form.text
    assert "Blijft: Parterre B 1" in form.text
    assert sorted(form.fields.values()) == ["Parterre A 1", "Parterre A 2"]
    assert "niet naast elkaar" in form.text  # B 1 stays, and the seats beside it are gone
    assert form.text.count("<option") == 24 - 2 - 1
    assert 'href="#place-chosen"' in form.text


def test_other_places_are_chosen_and_everybody_moves_in_one_act(client: Client, seated: Fixture) -> None:
    order = sell(seated, "B 2", "B 3")
    other = sell(seated, "A 1")
    form = Form(client, seated)

    form.send(B_2="parterre  c 7", B_3="Parterre C 8")

    assert form.status == 302
    assert (seats(seated, order), seats(seated, other)) == (["C 7", "C 8"], ["A 1"])
    assert (nowhere(), broken()) == ([], {})
    assert "1 bestelling heeft andere plaatsen" in client.get(form.url, follow=True).content.decode()


def test_what_is_proposed_may_be_kept(client: Client, seated: Fixture) -> None:
    order = sell(seated, "B 2", "B 3")
    form = Form(client, seated)

    form.send()

    assert (form.status, seats(seated, order)) == (302, ["A 1", "A 2"])


def test_places_may_be_looked_at_before_anybody_moves(client: Client, seated: Fixture) -> None:
    order = sell(seated, "B 2", "B 3")
    form = Form(client, seated)
    assert "niet naast elkaar" not in form.text

    form.send(act="look", B_3="Parterre A 8")

    assert (form.status, seats(seated, order)) == (200, ["B 2", "B 3"])
    assert "niet naast elkaar" in form.text
    assert sorted(form.fields.values()) == ["Parterre A 1", "Parterre A 8"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"B_2": "Parterre Z 9"}, "Deze plaats bestaat niet in deze versie."),
        ({"B_2": "Parterre B 3"}, "Deze plaats bestaat niet in deze versie."),
        ({"B_2": "Parterre A 1"}, "Parterre A 1 is bezet; hier staat een ander voorstel."),
        ({"B_2": "Parterre C 8", "B_3": "Parterre C 8"}, "Deze plaats is twee keer gekozen."),
        ({"B_2": " "}, "Kies een plaats."),
    ],
)
def test_a_place_that_cannot_be_had_is_said_at_its_field(
    client: Client, seated: Fixture, typed: dict[str, str], sentence: str
) -> None:
    order = sell(seated, "B 2", "B 3")
    sell(seated, "A 1")
    form = Form(client, seated)

    form.send(**typed)

    assert (form.status, form.text.count('aria-invalid="true"')) == (422, 1)
    assert sentence in form.text
    assert seats(seated, order) == ["B 2", "B 3"]


def test_a_chosen_place_that_is_sold_meanwhile_is_refused_with_a_new_proposal(
    client: Client, seated: Fixture
) -> None:
    order = sell(seated, "B 2", "B 3")
    form = Form(client, seated)
    sell(seated, "C 7")

    form.send(B_2="Parterre C 7", B_3="Parterre C 8")

    assert (form.status, seats(seated, order)) == (422, ["B 2", "B 3"])
    assert "Parterre C 7 is bezet; hier staat een ander voorstel." in form.text
    assert "Parterre C 8" in form.fields.values()  # the other choice stands
    form.send()
    assert (form.status, nowhere(), broken()) == (302, [], {})
    assert "C 8" in seats(seated, order)


def test_a_place_that_is_sold_while_everybody_is_being_moved_is_refused(committed_db: TestDatabase) -> None:
    """The sale is under way when the choice is sent, and done before the move gets its turn: the move looks again."""
    lo = build(now=clock.now())
    put_on(lo, publish(lo, hall()))
    order, chosen = sell(lo, "B 2", "B 3"), number(lo, "C 7")
    client = signed_in(employ("po@westerlo.example", Role.PROGRAMMER, house=lo.west))
    form = Form(client, lo)
    with psycopg.connect(committed_db.owner.url) as sale, ThreadPoolExecutor(1) as pool:
        sale.execute(
            "insert into inventory_claim (performance_id, place_no, state, holder, until)"
            " values (%s, %s, 1, gen_random_uuid(), now() + interval '1 hour')",
            [lo.theatre.pk, chosen],
        )
        sent = pool.submit(form.send, B_2="Parterre C 7", B_3="Parterre C 8")
        with psycopg.connect(committed_db.owner.url, autocommit=True) as watcher:
            waiting = "select 1 from pg_locks where not granted and relation = 'inventory_claim'::regclass"
            while not sent.done() and watcher.execute(waiting).fetchone() is None:
                pass
        sale.commit()
        sent.result()
        pool.submit(connections.close_all).result()

    assert (form.status, seats(lo, order)) == (409, ["B 2", "B 3"])
    assert "Iemand anders kreeg intussen Parterre C 7." in form.text
    assert "Parterre C 8" in form.fields.values()
    assert "Parterre C 7" not in form.fields.values()
    assert nowhere() == []


def test_what_lost_its_place_since_it_was_shown_is_looked_at_again(client: Client, seated: Fixture) -> None:
    sell(seated, "B 2")
    form = Form(client, seated)
    late = sell(seated, "B 3")

    form.send(B_2="Parterre C 7")

    assert (form.status, seats(seated, late)) == (409, ["B 3"])
    assert "intussen iets verkocht" in form.text
    assert "Parterre C 7" in form.fields.values()
    form.send()
    assert (form.status, nowhere()) == (302, [])


def test_a_companion_is_shown_with_the_chair(client: Client, lo: Fixture) -> None:
    def pair(row: int) -> list[Document]:
        kinds = enumerate(("wheelchair", "companion"), start=1)
        return [{"row": row, "position": seat, "kind": kind} for seat, kind in kinds]

    put_on(lo, publish(lo, hall(block={"changes": pair(1)})))
    sell(lo, "A 1", "A 2")

    form = Form(client, lo, changes=pair(3))

    assert "Rolstoelplaats · hoort bij Parterre A 2" in form.text
    assert "hoort bij Parterre A 1" in form.text
    assert sorted(form.fields.values()) == ["Parterre C 1", "Parterre C 2"]


def test_where_nobody_has_to_choose_the_page_says_so_or_leads_back(client: Client, seated: Fixture) -> None:
    form = Form(client, seated)
    assert "Iedereen houdt een plaats" in form.text
    gone = form.url.replace(f"/{seated.theatre.pk}/", f"/{seated.free.pk}/")
    assert client.get(gone).status_code == 302


@pytest.mark.parametrize("language", ["/fr", "/en"])
def test_the_page_stands_in_every_language(client: Client, seated: Fixture, language: str) -> None:
    sell(seated, "B 2")
    form = Form(client, seated)

    page = client.get(language + form.url).content.decode()

    assert {"/fr": "Choisir d’autres places", "/en": "Choose other places"}[language] in unescape(page)


def test_the_page_asks_a_known_number_of_statements(client: Client, seated: Fixture) -> None:
    """Session, login, the posts with their scope: four. However many have to move."""
    sell(seated, "B 2")
    form = Form(client, seated)
    spent = []
    for label in ("", "B 3"):
        if label:
            sell(seated, label)
        with counted() as sent:
            client.get(form.url)
        spent.append(len(sent))
    assert spent == [21, 21]
