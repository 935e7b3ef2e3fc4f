"""Conditions, reductions, fees, phases and codes on their pages: what is typed is what the engine reads, and back again."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from samenspel.catalogue.models import Condition, Fee, Price, PromoCode, Reduction, SalePhase, SocialTariff
from samenspel.houses.models import Role
from samenspel.kernel.tenancy import Scope
from samenspel.web.backoffice.term_forms import FORMS
from tests.support.counting import counted
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in

PRICES = "/beheer/westerlo/prijzen/"

# What is typed, the terms that follow, and the sentence that the page says.
TYPED: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    (
        "period",
        {"opens_at": "2027-05-23T09:00", "closes_days": "1", "closes_clock": "17:00"},
        {"opens": {"at": "2027-05-23T09:00:00+02:00"}, "closes": {"days_before": 1, "clock": "17:00"}},
        "Van zo 23 mei, 09:00 tot 1 dag ervoor om 17:00.",
    ),
    (
        "period",
        {"opens_minutes": "10"},
        {"opens": {"minutes_before": 10}},
        "Vanaf 10 minuten voor het begin.",
    ),
    ("channel", {"any": ["shop", "desk"]}, {"any": ["shop", "desk"]}, "Alleen aan de balie of online."),
    ("limit", {"order": "4", "person": "2"}, {"order": 4, "person": 2}, "Hoogstens 4 in één bestelling."),
    ("group", {"least": "15"}, {"least": 15}, "Vanaf 15 tickets samen."),
    ("code", {"campaign": "zomer"}, {"campaign": "zomer"}, "Met een code van “zomer”."),
    (
        "entitlement",
        {"any": ["subscriber"], "others": "uitpas-lo", "level": "6", "proof": "known"},
        {"any": ["subscriber", "uitpas-lo"], "level": 6, "proof": "known"},
        "van minstens 6. Bekend van de koper.",
    ),
    (
        "resident",
        {"postcodes": "2260, 2430", "proof": "door"},
        {"postcodes": ["2260", "2430"], "proof": "door"},
        "Voor wie woont in 2260 of 2430. Te tonen aan de deur.",
    ),
    ("age", {"oldest": "25", "proof": "door"}, {"oldest": 25, "proof": "door"}, "Tot en met 25 jaar."),
    ("genre", {"any": ["theatre"]}, {"any": ["theatre"]}, "Alleen Theater."),
    ("weekday", {"any": ["6", "7"]}, {"any": [6, 7]}, "Alleen op zaterdag of zondag."),
    ("start_time", {"last": "12:00"}, {"last": "12:00"}, "Alleen voorstellingen die voor 12:00 beginnen."),
    ("reason", {"any": "gast, pers"}, {"any": ["gast", "pers"]}, "Gegeven met een reden: gast of pers."),
]


def type_page(lo: Fixture) -> str:
    return f"{PRICES}tarieven/{lo.young[lo.west.pk].pk}/"


def shown(client: Client, path: str) -> str:
    text = unescape(client.get(path).content.decode())
    return re.sub(r"\s+", " ", text.replace("\xa0", " ").replace("\u202f", " "))


def fields_of(client: Client, path: str) -> dict[str, Any]:
    """What the form at `path` would send as it stands."""
    return sent_by(client.get(path).content.decode())


def sent_by(page: str) -> dict[str, Any]:
    """What the first form of a page would send as it stands."""
    html = page.partition("<main")[2].partition('method="post"')[2]
    sent: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", html.split("</form>")[0]):
        attributes = {name: unescape(value) for name, value in re.findall(r'([a-z-]+)="([^"]*)"', tag)}
        if attributes["type"] in ("checkbox", "radio"):
            if re.search(r"\bchecked\b", tag):
                sent.setdefault(attributes["name"], []).append(attributes.get("value", "on"))
        elif attributes["name"] != "csrfmiddlewaretoken":
            sent[attributes["name"]] = attributes.get("value", "")
    return sent


def test_every_kind_of_term_has_its_form(lo: Fixture) -> None:
    page = shown(admin_of(lo.west), type_page(lo))
    assert set(FORMS) == {*(kind for kind, *_rest in TYPED), "programme"}
    assert all(f"/voorwaarde/nieuw/{kind}/" in page for kind in FORMS)


@pytest.mark.parametrize(("kind", "typed", "terms", "sentence"), TYPED)
def test_what_is_typed_is_kept_and_shown_and_typed_again(
    lo: Fixture, kind: str, typed: dict[str, Any], terms: dict[str, Any], sentence: str
) -> None:
    client = admin_of(lo.west)
    answer = client.post(f"{type_page(lo)}voorwaarde/nieuw/{kind}/", typed | {"where": ""})
    assert answer.status_code == 302
    kept = Condition.objects.get(ticket_type=lo.young[lo.west.pk])
    assert kept.terms == {"kind": kind, **terms}
    assert sentence in shown(client, type_page(lo))
    again = f"{type_page(lo)}voorwaarde/{kept.pk}/"
    assert client.post(again, fields_of(client, again)).status_code == 302
    assert Condition.objects.get(pk=kept.pk).terms == {"kind": kind, **terms}
    client.post(f"{again}weg/")
    assert not Condition.objects.filter(pk=kept.pk).exists()


def test_a_condition_names_the_programme_and_the_list_where_it_holds(lo: Fixture) -> None:
    client, sheet = (
        admin_of(lo.west),
        Price.objects.get(
            price_list__house=lo.west, rank=1, ticket_type=lo.young[lo.west.pk], amount_cents=1600
        ).price_list_id,
    )
    typed = {"other_than": "not", "performances": [lo.theatre.pk], "where": f"{sheet}:1"}
    client.post(f"{type_page(lo)}voorwaarde/nieuw/programme/", typed)
    kept = Condition.objects.get(ticket_type=lo.young[lo.west.pk])
    assert (kept.price_list_id, kept.rank) == (sheet, 1)
    assert kept.terms["performances"] == [lo.theatre.pk]
    page = shown(client, type_page(lo))
    assert "Niet voor De lange adem" in page
    assert "standaard, rang 1" in page


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("period", {"opens_days": "1", "opens_minutes": "5"}, "Kies één manier"),
        ("period", {"closes_clock": "12:00"}, "0 is de dag zelf"),
        ("period", {}, "Vul dit in."),
        ("age", {"youngest": "20", "oldest": "10", "proof": "door"}, "te weinig of te veel"),
        ("start_time", {}, "Vul dit in."),
        ("entitlement", {"proof": "known"}, "Vul dit in."),
    ],
)
def test_a_term_that_says_nothing_is_refused_at_its_field(
    lo: Fixture, kind: str, typed: dict[str, str], said: str
) -> None:
    answer = admin_of(lo.west).post(f"{type_page(lo)}voorwaarde/nieuw/{kind}/", typed | {"where": ""})
    assert answer.status_code == 422
    assert said in unescape(answer.content.decode())
    assert not Condition.objects.exists()


def test_a_ticket_type_is_made_and_follows_another(lo: Fixture) -> None:
    client = admin_of(lo.west)
    typed = {"name_nl": "Kansentarief", "note_nl": "Toon je UiTPAS", "position": "9"}
    made = client.post(PRICES + "tarieven/nieuw/", typed).headers["Location"]
    number = int(made.rstrip("/").rpartition("/")[2])
    assert client.post(PRICES + "tarieven/nieuw/", typed).status_code == 422
    parts = {
        "regular_type": lo.basis[lo.west.pk].pk,
        "visitor": "20",
        "organiser": "40",
        "municipality": "40",
    }
    assert client.post(f"{made}deel/", parts | {"organiser": "5"}).status_code == 422
    client.post(f"{made}deel/", parts)
    assert SocialTariff.objects.get(ticket_type=number).visitor_bp == 2000
    prices = Price.objects.filter(ticket_type=number, price_list__code="standaard")
    assert sorted(prices.values_list("rank", "amount_cents")) == [(1, 400), (2, 300)]
    assert "altijd 20 % van Basis" in shown(client, f"{PRICES}lijst/{prices[0].price_list_id}/")


def test_reductions_fees_phases_and_codes_are_made_changed_and_ended(lo: Fixture) -> None:
    client = admin_of(lo.west)
    named = {"name_nl": "Regel", "position": "1", "active": "on"}
    basis, young = lo.basis[lo.west.pk].pk, lo.young[lo.west.pk].pk
    family = {"adults": "2", "children": "2", "cents": "50", "adult_types": [basis], "child_types": [young]}
    made = client.post(PRICES + "kortingen/nieuw/family/", named | family).headers["Location"]
    assert "2 volwassenen en 2 kinderen samen € 50,00." in shown(client, PRICES + "kortingen/")
    client.post(f"{made}voorwaarde/nieuw/weekday/", {"any": ["7"]})
    client.post(f"{made}voorwaarde/nieuw/genre/", {"any": ["family"]})
    client.post(f"{made}voorwaarde/1/", {"any": ["6"]})
    rule = Reduction.objects.get()
    assert rule.terms == [{"kind": "weekday", "any": [6]}, {"kind": "genre", "any": ["family"]}]
    client.post(f"{made}voorwaarde/1/weg/")
    client.post(made, fields_of(client, made) | {"cents": "45,50"})
    rule.refresh_from_db()
    assert (rule.formula["cents"], rule.terms) == (4550, [{"kind": "genre", "any": ["family"]}])
    three = {"take": "3", "pay": "2", "ticket_types": [basis]}
    client.post(PRICES + "kortingen/nieuw/n_for_m/", {**named, "name_nl": "Drie voor twee", **three})
    assert "Van elke 3 tickets worden er 2 betaald" in shown(client, PRICES + "kortingen/")

    client.post(PRICES + "kosten/nieuw/", named | {"per": "ticket", "amount_cents": "0,50"})
    assert Fee.objects.get().amount_cents == 50
    fee = f"{PRICES}kosten/{Fee.objects.get().pk}/"
    client.post(fee, {name: value for name, value in fields_of(client, fee).items() if name != "active"})
    assert not Fee.objects.get().active

    client.post(PRICES + "fasen/nieuw/", named | {"what": f"performance:{lo.theatre.pk}"})
    phase = SalePhase.objects.get()
    assert phase.performance_id == lo.theatre.pk
    proof = {"any": ["friend"], "proof": "door"}
    refused = client.post(f"{PRICES}fasen/{phase.pk}/voorwaarde/nieuw/entitlement/", proof)
    assert refused.status_code == 422

    client.post(PRICES + "codes/", {"code": "zomer-27", "campaign": "zomer", "most_orders": "10"})
    with Scope.of_system().open():
        assert PromoCode.objects.get().code == "ZOMER-27"
    assert "ZOMER-27" in shown(client, PRICES + "codes/")


# Session, login, the posts with their scope: four. The rest is the page's own.
COST = {
    PRICES + "tarieven/": 14,
    PRICES + "kortingen/": 14,
    PRICES + "kosten/": 14,
    PRICES + "fasen/": 14,
    PRICES + "codes/": 10,
}


@pytest.mark.parametrize("rules", [1, 3])
def test_each_page_asks_a_known_number_of_statements(lo: Fixture, rules: int) -> None:
    for number in range(rules):
        shared: dict[str, Any] = {"house": lo.west, "code": f"r{number}", "name": {"nl": "Regel"}}
        Fee.objects.create(
            per="order", amount_cents=100, terms=[{"kind": "genre", "any": ["film"]}], **shared
        )
    client = admin_of(lo.west)
    spent = {}
    for path in COST:
        with counted() as sent:
            assert client.get(path).status_code == 200
        spent[path] = len(sent)
    assert spent == COST


def two_of(lo: Fixture) -> tuple[Client, Client]:
    ann, bob = (employ(f"{who}@westerlo.example", Role.PROGRAMMER, house=lo.west) for who in ("ann", "bob"))
    return signed_in(ann), signed_in(bob)


def test_two_who_change_one_rule_lose_nothing_and_the_second_is_told(lo: Fixture) -> None:
    ann, bob = two_of(lo)
    named = {"name_nl": "Tiende", "position": "1", "active": "on", "per_cent": "10"}
    page = ann.post(PRICES + "kortingen/nieuw/share/", named).headers["Location"]
    both = fields_of(bob, page)
    ann.post(page, both | {"name_nl": "Een tiende", "per_cent": "12"})
    answer = bob.post(page, both | {"per_cent": "20", "name_fr": "Le dixième"})
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "Intussen wijzigde Ann dit." in html
    assert "Procent minder per ticket: 12 (van de ander)" in html
    assert Reduction.objects.get().formula["off_bp"] == 1200
    # What the page shows now, saved again: theirs where Bob left it, his where he typed.
    assert bob.post(page, sent_by(html)).status_code == 302
    kept = Reduction.objects.get()
    assert (kept.name, kept.formula["off_bp"]) == ({"nl": "Een tiende", "fr": "Le dixième"}, 2000)


def test_control_of_a_rule_without_what_was_read_the_last_one_wins(lo: Fixture) -> None:
    ann, bob = two_of(lo)
    named = {"name_nl": "Tiende", "position": "1", "active": "on", "per_cent": "10"}
    page = ann.post(PRICES + "kortingen/nieuw/share/", named).headers["Location"]
    ann.post(page, named | {"per_cent": "12"})
    assert bob.post(page, named | {"name_nl": "Gewonnen"}).status_code == 302
    assert Reduction.objects.get().formula["off_bp"] == 1000


def test_two_who_change_one_ticket_type_or_its_condition(lo: Fixture) -> None:
    ann, bob = two_of(lo)
    page = type_page(lo)
    both = fields_of(bob, page)
    ann.post(page, both | {"name_nl": "Jonger dan 26"})
    answer = bob.post(page, both | {"note_nl": "Toon je kaart"})
    assert answer.status_code == 422
    bob.post(page, sent_by(unescape(answer.content.decode())))
    now = fields_of(ann, page)
    assert (now["name_nl"], now["note_nl"]) == ("Jonger dan 26", "Toon je kaart")
    ann.post(f"{page}voorwaarde/nieuw/weekday/", {"any": ["7"]})
    one = f"{page}voorwaarde/{Condition.objects.get().pk}/"
    both = fields_of(bob, one)
    ann.post(one, both | {"any": ["6"]})
    back = bob.post(one, both | {"any": ["5"]}, follow=True)
    assert "Intussen wijzigde Ann dit." in unescape(back.content.decode())
    assert Condition.objects.get().terms["any"] == [6]


def test_a_term_that_moved_meanwhile_is_not_taken_for_another(lo: Fixture) -> None:
    ann, bob = two_of(lo)
    page = ann.post(PRICES + "fasen/nieuw/", {"name_nl": "Voorverkoop", "position": "1"}).headers["Location"]
    ann.post(f"{page}voorwaarde/nieuw/weekday/", {"any": ["7"]})
    ann.post(f"{page}voorwaarde/nieuw/genre/", {"any": ["family"]})
    seen = re.findall(r'name="read" value="([0-9a-f]{32})"', bob.get(page).content.decode())[0]
    ann.post(f"{page}voorwaarde/1/weg/", {"read": seen})
    back = bob.post(f"{page}voorwaarde/1/weg/", {"read": seen}, follow=True)
    assert "Intussen wijzigde Ann dit." in unescape(back.content.decode())
    assert SalePhase.objects.get().terms == [{"kind": "genre", "any": ["family"]}]


def test_two_shows_each_have_a_presale_and_one_show_has_it_once(lo: Fixture) -> None:
    client = admin_of(lo.west)
    named = {"name_nl": "Voorverkoop", "position": "1", "active": "on"}
    codes = []
    for show in (lo.theatre, lo.free):
        asked = named | {"what": f"performance:{show.pk}"}
        assert client.post(PRICES + "fasen/nieuw/", asked).status_code == 302
        assert client.post(PRICES + "fasen/nieuw/", asked).status_code == 422
        codes.append(SalePhase.objects.latest("pk").code)
    assert codes == ["voorverkoop", "voorverkoop-2"]
