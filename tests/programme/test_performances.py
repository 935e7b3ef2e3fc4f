"""Performances by hand: planned with their hall, changed until they are sold, copied, edited together."""

from datetime import UTC, datetime, timedelta

import pytest

from samenspel.catalogue.commands.set_price_list import set_price_list
from samenspel.catalogue.models import Offer, PriceList
from samenspel.kernel.errors import NotFound
from samenspel.programme.commands.change_performance import (
    OnSaleAlready,
    change_performance,
)
from samenspel.programme.commands.change_programme import Act, BadField, SavedInBetween
from samenspel.programme.commands.copy_performances import copy_performances, days_later
from samenspel.programme.commands.edit_performances import edit_performances
from samenspel.programme.commands.plan_performance import plan_performance
from samenspel.programme.commands.save_production import save_production
from samenspel.programme.queries.performances import performances_to_edit, plans_of
from samenspel.programme.rules.bulk_edit import BulkEdit, Change
from samenspel.venues.commands.change_booking import HallTaken
from tests.support.programme import (
    performance,
    performance_fields,
    production_fields,
    programmer,
)
from tests.support.region import NOW, Fixture, build


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


@pytest.fixture
def act(lo: Fixture) -> Act:
    return programmer(lo.west)


@pytest.fixture
def work(act: Act) -> int:
    return save_production(act=act, fields=production_fields())


def test_performance_takes_its_hall(lo: Fixture, act: Act, work: int) -> None:
    fields = performance_fields(lo.theatre, work, practical={"nl": " Deuren om 19.30 uur ", "fr": ""})
    made = performance(plan_performance(act=act, fields=fields))
    assert made.booking is not None
    assert (made.booking.state, made.booking.period.lower, made.booking.period.upper) == (
        "confirmed",
        fields.starts_at,
        fields.ends_at,
    )
    assert (made.code, made.practical) == ("het-eiland-20270103-2000", {"nl": "Deuren om 19.30 uur"})
    with pytest.raises(HallTaken):
        plan_performance(act=act, fields=fields)


def test_option_becomes_sure_and_moves_with_its_set_up(lo: Fixture, act: Act, work: int) -> None:
    fields = performance_fields(lo.theatre, work, state="option")
    made = plan_performance(act=act, fields=fields)
    option = performance(made).booking
    assert option is not None
    assert (option.state, option.rank) == ("option", 1)
    later = performance_fields(
        lo.theatre,
        work,
        starts_at=fields.starts_at + timedelta(days=1),
        ends_at=fields.ends_at + timedelta(days=1),
    )
    change_performance(act=act, performance=made, revision=1, fields=later)
    booking = performance(made).booking
    assert booking is not None
    assert (booking.pk, booking.state, booking.period.lower) == (option.pk, "confirmed", later.starts_at)


def test_date_of_what_is_on_sale_is_not_edited(lo: Fixture, act: Act) -> None:
    same = performance_fields(
        lo.theatre,
        lo.theatre.production_id,
        starts_at=lo.theatre.starts_at,
        ends_at=lo.theatre.ends_at,
        sale_ends_at=lo.theatre.sale_ends_at,
        published_at=lo.theatre.published_at,
        practical={"nl": "Met pauze"},
    )
    change_performance(act=act, performance=lo.theatre.pk, revision=1, fields=same)
    kept = performance(lo.theatre.pk)
    assert (kept.state, kept.practical, kept.opened_at) == ("confirmed", {"nl": "Met pauze"}, NOW)
    # Taken off sale, it still is what people may hold tickets for.
    moved = performance_fields(lo.theatre, lo.theatre.production_id)
    with pytest.raises(OnSaleAlready):
        change_performance(act=act, performance=lo.theatre.pk, revision=2, fields=moved)
    assert performance(lo.theatre.pk).starts_at == lo.theatre.starts_at


def test_second_of_two_is_refused(lo: Fixture, act: Act, work: int) -> None:
    made = plan_performance(act=act, fields=performance_fields(lo.theatre, work))
    other = programmer(lo.west, name="bo")
    change_performance(act=other, performance=made, revision=1, fields=performance_fields(lo.theatre, work))
    with pytest.raises(SavedInBetween) as refused:
        change_performance(act=act, performance=made, revision=1, fields=performance_fields(lo.theatre, work))
    assert (refused.value.what, refused.value.by) == ("Het eiland", "Bo")


def test_house_plans_in_its_own_halls_and_what_it_may_use(lo: Fixture, act: Act, work: int) -> None:
    east = programmer(lo.east)
    hidden = save_production(act=east, fields=production_fields())
    shared = save_production(act=east, fields=production_fields(shared=True))
    with pytest.raises(NotFound):
        plan_performance(act=act, fields=performance_fields(lo.theatre, hidden))
    with pytest.raises(NotFound):
        plan_performance(act=act, fields=performance_fields(lo.concert, work))
    with pytest.raises(BadField, match="plan"):
        plan_performance(act=act, fields=performance_fields(lo.theatre, work, plan=lo.concert.plan_id))
    made = performance(plan_performance(act=act, fields=performance_fields(lo.theatre, shared)))
    assert (made.house_id, made.production_id) == (lo.west.pk, shared)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_at": NOW}, "ends_at"),
        ({"ends_at": NOW + timedelta(days=99)}, "ends_at"),
        ({"sale_starts_at": NOW + timedelta(days=99)}, "sale_ends_at"),
        ({"sale_ends_at": NOW + timedelta(days=99)}, "sale_ends_at"),
        ({"state": "cancelled"}, "state"),
    ],
)
def test_performance_refuses_what_cannot_be(
    lo: Fixture, act: Act, work: int, values: dict[str, object], field: str
) -> None:
    with pytest.raises(BadField) as refused:
        plan_performance(act=act, fields=performance_fields(lo.theatre, work, **values))
    assert refused.value.field == field


def test_run_is_copied_whole_or_not(lo: Fixture, act: Act, work: int) -> None:
    first = plan_performance(act=act, fields=performance_fields(lo.theatre, work))
    day = performance(first).starts_at + timedelta(days=1)
    second = plan_performance(
        act=act,
        fields=performance_fields(
            lo.theatre, work, starts_at=day, ends_at=day + timedelta(hours=2), sale_ends_at=day
        ),
    )
    copied = copy_performances(act=act, performances=[second, first], days=7)
    assert [each.performance for each in copied] == [first, second]
    for each in copied:
        made, model = performance(each.copy), performance(each.performance)
        assert made.starts_at - model.starts_at == timedelta(days=7)
        assert (made.published_at, made.state, made.plan_id) == (None, "confirmed", model.plan_id)
    with pytest.raises(HallTaken):
        copy_performances(act=act, performances=[first, second], days=6)
    assert len(performances_to_edit(scope=act.scope, house=act.house, production=work)) == 4


def test_copy_keeps_the_clock_over_summer_time() -> None:
    winter = datetime(2027, 3, 25, 19, 0, tzinfo=UTC)
    assert days_later(winter, 7) == datetime(2027, 4, 1, 18, 0, tzinfo=UTC)


def test_many_are_edited_as_was_shown(lo: Fixture, act: Act, work: int) -> None:
    first = plan_performance(act=act, fields=performance_fields(lo.theatre, work, state="option"))
    rows = performances_to_edit(scope=act.scope, house=act.house, performances=[first, lo.theatre.pk])
    edit = BulkEdit(state="on_sale", published_at=NOW, practical={"nl": "Met boventitels"})
    shown = {row.id: row.changes(edit=edit) for row in rows}
    assert shown[first] == (
        Change("state", "option", "on_sale"),
        Change("published_at", None, NOW),
        Change("practical.nl", "", "Met boventitels"),
    )
    revisions = {row.id: row.revision for row in rows}
    assert edit_performances(act=act, performances=revisions, edit=edit) == 2
    after = performances_to_edit(scope=act.scope, house=act.house, performances=[first, lo.theatre.pk])
    assert [row.changes(edit=edit) for row in after] == [(), ()]
    booking = performance(first).booking
    assert booking is not None
    assert booking.state == "confirmed"
    with pytest.raises(SavedInBetween):
        edit_performances(act=act, performances=revisions, edit=BulkEdit(practical={"nl": "Anders"}))
    assert performance(first).practical == {"nl": "Met boventitels"}


def test_many_of_another_house_are_not_found(lo: Fixture, act: Act) -> None:
    with pytest.raises(NotFound):
        edit_performances(act=act, performances={lo.concert.pk: 1}, edit=BulkEdit(published_at=NOW))
    with pytest.raises(NotFound):
        copy_performances(act=act, performances=[lo.concert.pk], days=7)


def test_price_list_is_set_for_many(lo: Fixture, act: Act, work: int) -> None:
    made = plan_performance(act=act, fields=performance_fields(lo.theatre, work))
    mine = PriceList.objects.get(house=lo.west, code="gratis")
    both = [made, lo.theatre.pk]
    ask = {"scope": act.scope, "house": act.house, "by": act.by, "at": NOW}
    set_price_list(performances=both, price_list=mine.pk, **ask)  # type: ignore[arg-type]
    assert set(Offer.objects.filter(performance__in=both).values_list("price_list", flat=True)) == {mine.pk}
    foreign = PriceList.objects.get(house=lo.east)
    with pytest.raises(NotFound):
        set_price_list(performances=both, price_list=foreign.pk, **ask)  # type: ignore[arg-type]
    set_price_list(performances=[made], price_list=None, **ask)  # type: ignore[arg-type]
    assert not Offer.objects.filter(performance=made).exists()


def test_form_offers_the_newest_published_plans(lo: Fixture, act: Act) -> None:
    found = plans_of(scope=act.scope, house=act.house)
    assert [(row.hall, row.plan, row.version) for row in found] == [("Grote zaal", "plan", 2)]
