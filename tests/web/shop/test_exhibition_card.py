"""The card of an exhibition knows how full its timeslots are."""

from django.test import Client

from samenspel.kernel import clock
from samenspel.kernel.remember import forget_everything
from samenspel.programme.models import Performance
from tests.support.counting import counted
from tests.support.region import Fixture
from tests.support.slots import next_slot
from tests.web.shop.visitor import text


def sell_out(lo: Fixture, slot: Performance, *, but: int = 0) -> None:
    lo.sell(*[lo.wish(slot, no) for no in range(1, 26 - but)], at=clock.now())


def card(said: str) -> str:
    """What stands on the card of the exhibition."""
    return said[said.index("2 tijdsloten") :].split("€")[1][:40] + said[said.index("2 tijdsloten") :][:80]


def test_card_says_the_first_free_slot_and_when_there_is_none(lo: Fixture) -> None:
    later = next_slot(lo)
    forget_everything()
    with counted() as usual:
        said = card(text(Client().get("/lo/")))
    assert "eerste vrije plaats" not in said
    sell_out(lo, lo.slot)
    forget_everything()
    with counted() as sent:
        said = card(text(Client().get("/lo/")))
    assert len(sent) == len(usual)
    assert "eerste vrije plaats" in said
    assert "Uitverkocht" not in said
    sell_out(lo, later, but=1)
    forget_everything()
    assert "Laatste plaatsen" in card(text(Client().get("/lo/")))
    lo.sell(lo.wish(later, 25), at=clock.now())
    forget_everything()
    said = card(text(Client().get("/lo/")))
    assert "Uitverkocht" in said
    assert "eerste vrije plaats" not in said
