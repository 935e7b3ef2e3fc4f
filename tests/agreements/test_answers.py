"""Two houses propose, sign, change and end what they agree; nothing that was signed is ever edited."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError

from samenspel.agreements.commands.answer import (
    NothingInForce,
    NotWaiting,
    TermsOver,
    TooSoon,
    accept_version,
    close_version,
    end_agreement,
)
from samenspel.agreements.commands.propose import (
    AgreementEnded,
    ProposalOpen,
    propose_agreement,
    propose_version,
)
from samenspel.agreements.models import Rate as RateRow
from samenspel.agreements.models import Version
from samenspel.agreements.queries.agreements import AgreementRow, State, agreement_of, agreements_of
from samenspel.agreements.rules.terms import BadTerms, Rate
from samenspel.houses.commands.change_house import NotAdmin
from samenspel.houses.models import House
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from tests.agreements.houses import Pair, pair
from tests.support.region import NOW, Fixture, build

LATER = NOW + timedelta(days=40)


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


@pytest.fixture
def two(lo: Fixture) -> Pair:
    return pair(lo.west, lo.east)


def seen(two: Pair, agreement: int, *, at: object = NOW, house: House | None = None) -> AgreementRow:
    house = house or two.presenter
    return agreement_of(
        scope=Scope.of_houses(house.pk),
        house=house.pk,
        agreement=agreement,
        at=at,  # type: ignore[arg-type]
    )


def test_it_is_in_force_once_both_signed(two: Pair) -> None:
    agreement = propose_agreement(
        act=two.act(two.presenter), terms=two.terms, name="Pim", note=" Zoals besproken "
    )

    asked = seen(two, agreement, house=two.seller)
    assert (asked.partner, asked.waiting and asked.waiting.note) == (two.presenter.pk, "Zoals besproken")
    assert asked.in_force is None

    accept_version(act=two.act(two.seller), agreement=agreement, number=1, name="Sara")

    signed = seen(two, agreement).in_force
    assert signed is not None
    assert [(each.house, each.name) for each in signed.signatures] == [
        (two.presenter.pk, "Pim"),
        (two.seller.pk, "Sara"),
    ]
    assert (signed.terms, signed.first_day, signed.last_day) == (two.terms, date(2026, 11, 24), None)


def test_the_next_version_takes_the_place_of_the_first(two: Pair) -> None:
    agreement = two.agree()
    dearer = (Rate(percentage_bp=600, fixed_cents=0),)

    two.agree_anew(agreement, at=LATER, rates=dearer, starts_on=date(2027, 2, 1))

    newest, first = seen(two, agreement, at=LATER).versions
    assert (newest.state, first.state) == (State.COMING, State.IN_FORCE)
    assert first.last_day == date(2027, 1, 31)
    after = LATER + timedelta(days=60)
    newest, first = seen(two, agreement, at=after).versions
    assert (newest.state, first.state) == (State.IN_FORCE, State.REPLACED)


def test_a_version_that_never_began_leaves_no_gap(two: Pair) -> None:
    agreement = two.agree(starts_on=date(2027, 2, 1))

    two.agree_anew(agreement, starts_on=date(2027, 1, 1))

    newest, first = seen(two, agreement).versions
    assert (newest.first_day, newest.state, first.state) == (date(2027, 1, 1), State.COMING, State.REPLACED)


def test_one_question_at_a_time(two: Pair) -> None:
    agreement = two.agree()
    ask = {"agreement": agreement, "terms": replace(two.terms, floor_cents=500), "name": "Sara"}
    assert propose_version(act=two.act(two.seller), **ask) == 2  # type: ignore[arg-type]

    with pytest.raises(ProposalOpen):
        propose_version(act=two.act(two.presenter), **ask)  # type: ignore[arg-type]
    with pytest.raises(NotWaiting):  # nobody signs twice for one house
        accept_version(act=two.act(two.seller), agreement=agreement, number=2, name="Sara")

    close_version(act=two.act(two.presenter), agreement=agreement, number=2)
    row = seen(two, agreement)
    assert [each.state for each in row.versions] == [State.DECLINED, State.IN_FORCE]
    with pytest.raises(NotWaiting):
        accept_version(act=two.act(two.presenter), agreement=agreement, number=2, name="Pim")


def test_who_proposed_withdraws(two: Pair) -> None:
    agreement = propose_agreement(act=two.act(two.seller), terms=two.terms, name="Sara")
    close_version(act=two.act(two.seller), agreement=agreement, number=1)
    assert [each.state for each in seen(two, agreement).versions] == [State.WITHDRAWN]


def test_terms_whose_days_are_over_are_not_signed(two: Pair) -> None:
    terms = replace(two.terms, until=date(2026, 12, 1))
    agreement = propose_agreement(act=two.act(two.presenter), terms=terms, name="Pim")
    with pytest.raises(TermsOver):
        accept_version(act=two.act(two.seller, at=LATER), agreement=agreement, number=1, name="Sara")
    assert seen(two, agreement, at=LATER).in_force is None


def test_it_ends_with_the_notice_it_asks(two: Pair) -> None:
    agreement = two.agree()
    with pytest.raises(TooSoon) as refused:
        end_agreement(act=two.act(two.seller), agreement=agreement, last_day=date(2026, 12, 1))
    assert refused.value.earliest == date(2026, 12, 24)

    end_agreement(act=two.act(two.seller), agreement=agreement, last_day=date(2026, 12, 31))

    row = seen(two, agreement)
    assert (row.ends_on, row.ended_by) == (date(2026, 12, 31), two.seller.pk)
    assert row.in_force is not None
    assert seen(two, agreement, at=LATER).in_force is None
    with pytest.raises(NothingInForce):
        end_agreement(act=two.act(two.presenter), agreement=agreement, last_day=date(2027, 3, 1))
    with pytest.raises(AgreementEnded):
        propose_version(act=two.act(two.presenter), agreement=agreement, terms=two.terms, name="Pim")


def test_a_house_gives_only_what_is_its_own(two: Pair, lo: Fixture) -> None:
    for field, value in (
        ("performances", (lo.concert.pk,)),
        ("productions", (lo.concert.production_id,)),
        ("ticket_types", (lo.basis[lo.east.pk].pk,)),
        ("rates", (Rate(1, 1), Rate(1, 1, ticket_type=lo.basis[lo.east.pk].pk))),
        ("presenter", lo.desk.pk),
        ("seller", 4321),
    ):
        with pytest.raises(BadTerms):
            propose_agreement(
                act=two.act(two.presenter), terms=replace(two.terms, **{field: value}), name="Pim"
            )
    assert agreements_of(scope=Scope.of_houses(two.presenter.pk), house=two.presenter.pk, at=NOW) == []


def test_a_third_house_finds_no_trace(two: Pair, lo: Fixture) -> None:
    agreement = two.agree()
    third = pair(lo.desk, lo.north)
    scope = Scope.of_houses(lo.desk.pk)

    assert agreements_of(scope=scope, house=lo.desk.pk, at=NOW) == []
    with pytest.raises(NotFound):
        agreement_of(scope=scope, house=two.presenter.pk, agreement=agreement, at=NOW)
    for act in (third.act(lo.desk), replace(third.act(lo.desk), house=two.presenter.pk)):
        with pytest.raises(NotFound):
            end_agreement(act=act, agreement=agreement, last_day=date(2027, 12, 31))
    stranger = replace(two.act(two.seller), by=two.admins[two.presenter.pk])
    with pytest.raises(NotAdmin):
        end_agreement(act=stranger, agreement=agreement, last_day=date(2027, 12, 31))


def test_nothing_that_was_signed_changes(two: Pair) -> None:
    two.agree()
    for rows, change in ((Version.objects, {"floor_cents": 1}), (RateRow.objects, {"fixed_cents": 1})):
        with pytest.raises(DatabaseError), Scope.of_system().open():
            rows.update(**change)  # type: ignore[attr-defined]
