"""Seasons and productions by hand: who may, what is refused, who saved in between, and what is told."""

from datetime import date, timedelta

import pytest

from samenspel.houses.models import Role
from samenspel.kernel.errors import NotFound
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.programme.commands.change_programme import (
    Act,
    BadField,
    NotProgrammer,
    SavedInBetween,
)
from samenspel.programme.commands.save_production import save_production
from samenspel.programme.commands.save_season import NameTaken, save_season
from samenspel.programme.models import Production
from samenspel.programme.queries.productions import production_of, productions_of
from samenspel.programme.queries.seasons import season_of, seasons_of
from tests.support.programme import production_fields, programmer
from tests.support.region import NOW, Fixture, build
from tests.support.staff import employ

AUTUMN, SUMMER = date(2026, 9, 1), date(2027, 6, 30)


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


def test_season_is_entered_and_changed(lo: Fixture) -> None:
    act = programmer(lo.west)
    season = save_season(act=act, name=" 26-27 ", starts_on=AUTUMN, ends_on=SUMMER)
    save_season(act=act, season=season, revision=1, name="2026-2027", starts_on=AUTUMN, ends_on=SUMMER)
    found = season_of(scope=act.scope, house=act.house, season=season)
    assert (found.name, found.revision, found.performances) == ("2026-2027", 2, 0)
    with act.scope.open():
        told = Event.objects.filter(kind="programme.season.saved", subject=str(season)).order_by("pk")
        payload = told.values_list("payload", flat=True)[1]
    assert payload == {"by": act.by, "before": {"name": "26-27"}, "after": {"name": "2026-2027"}}


def test_season_refuses_what_cannot_be(lo: Fixture) -> None:
    act = programmer(lo.west)
    save_season(act=act, name="26-27", starts_on=AUTUMN, ends_on=SUMMER)
    with pytest.raises(NameTaken):
        save_season(act=act, name="26-27", starts_on=AUTUMN, ends_on=SUMMER)
    with pytest.raises(BadField, match="ends_on"):
        save_season(act=act, name="27-28", starts_on=SUMMER, ends_on=AUTUMN)
    with pytest.raises(BadField, match="name"):
        save_season(act=act, name=" ", starts_on=AUTUMN, ends_on=SUMMER)
    assert len(seasons_of(scope=act.scope, house=act.house)) == 1


def test_second_of_two_is_told_who_saved_in_between(lo: Fixture) -> None:
    first, second = programmer(lo.west, name="an"), programmer(lo.west, name="bo")
    made = save_production(act=first, fields=production_fields())
    save_production(act=second, production=made, revision=1, fields=production_fields(title="Het schip"))
    with pytest.raises(SavedInBetween) as refused:
        save_production(act=first, production=made, revision=1, fields=production_fields(title="De zee"))
    assert (refused.value.what, refused.value.by, refused.value.at) == ("Het schip", "Bo", NOW)
    kept = production_of(scope=first.scope, house=first.house, production=made)
    assert (kept.title, kept.saved_by, kept.revision) == ("Het schip", "Bo", 2)


def test_house_uses_what_is_shared_and_changes_only_its_own(lo: Fixture) -> None:
    east, west = programmer(lo.east), programmer(lo.west)
    hidden = save_production(act=east, fields=production_fields(title="Nog geheim"))
    shared = save_production(act=east, fields=production_fields(title="Voor allen", shared=True))
    found = productions_of(scope=west.scope, house=west.house, at=NOW, whose="shared", sort="saved")
    assert found[0].title == "Voor allen"
    assert "Nog geheim" not in [row.title for row in found]
    assert production_of(scope=west.scope, house=west.house, production=shared).saved_by == ""
    with pytest.raises(NotFound):
        production_of(scope=west.scope, house=west.house, production=hidden)
    with pytest.raises(NotFound):
        save_production(act=west, production=shared, revision=1, fields=production_fields())


def test_same_title_gets_an_address_of_its_own(lo: Fixture) -> None:
    act = programmer(lo.west)
    for _ in range(3):
        save_production(act=act, fields=production_fields())

    slugs = Production.objects.filter(house=lo.west, title="Het eiland").order_by("pk")
    assert list(slugs.values_list("slug", flat=True)) == ["het-eiland", "het-eiland-2", "het-eiland-3"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"genre": "opera"}, "genre"),
        ({"duration_min": 0}, "duration_min"),
        ({"age_from": 100}, "age_from"),
    ],
)
def test_production_refuses_what_cannot_be(lo: Fixture, values: dict[str, object], field: str) -> None:
    with pytest.raises(BadField) as refused:
        save_production(act=programmer(lo.west), fields=production_fields(**values))
    assert refused.value.field == field


def test_only_programmers_and_admins_write_the_programme(lo: Fixture) -> None:
    for role in (Role.BOX_OFFICE, Role.FINANCE, Role.MARKETING, Role.USHER):
        user = employ(f"{role}@westerlo.example", role, house=lo.west)
        act = Act(Scope.of_houses(lo.west.pk), lo.west.pk, user.pk, NOW)
        with pytest.raises(NotProgrammer):
            save_production(act=act, fields=production_fields())
    abroad = programmer(lo.east)
    with pytest.raises(NotFound):
        save_production(act=Act(abroad.scope, lo.west.pk, abroad.by, NOW), fields=production_fields())


def test_list_finds_sorts_and_pages(lo: Fixture) -> None:
    act = programmer(lo.west)
    for number in range(30):
        save_production(act=act, fields=production_fields(title=f"Reeks {number:02}", genre="circus"))
    found = productions_of(
        scope=act.scope, house=act.house, at=NOW, text="REEKS", genre="circus", sort="-title", page=2
    )
    assert ([row.title for row in found[:2]], found[0].total) == (["Reeks 04", "Reeks 03"], 30)
    planned = productions_of(scope=act.scope, house=act.house, at=NOW, text="lange adem")
    assert [(row.performances, row.next_at) for row in planned] == [(1, NOW + timedelta(days=30, hours=7))]
