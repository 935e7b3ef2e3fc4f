from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from samenspel.catalogue.models import Offer, Price
from samenspel.houses.models import House, Region, StaffRole
from samenspel.integrations.files.comparing import Change
from samenspel.integrations.files.loading import BadFolder, Loaded, load_folder
from samenspel.integrations.files.stored import plans
from samenspel.inventory.models import Claim, ClaimState
from samenspel.kernel.ids import uuid7
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.models import Account
from samenspel.programme.models import Performance
from samenspel.venues.models import HallBooking, Place, SeatPlan
from tests.integrations.files.small_house import swap, write

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def load(folder: Path) -> Loaded:
    return load_folder(folder=folder, apply=True, at=AT)


def problems(folder: Path) -> list[str]:
    with pytest.raises(BadFolder) as caught:
        load(folder)
    return [str(problem) for problem in caught.value.problems]


def changes(loaded: Loaded) -> dict[str, list[Change]]:
    return {
        difference.kind.name: [change for _, found in difference.changed for change in found]
        for difference in loaded.differences
        if difference.changed
    }


def test_load_writes_everything_a_house_needs(tmp_path: Path) -> None:
    load(write(tmp_path, bom=True))

    house = House.objects.get()
    assert (house.enterprise_number, house.iban, house.accent) == (
        "0999000129",
        "BE49999000000171",
        "#0f6b5c",
    )
    assert house.about == {"nl": "Warm huis; altijd open"}
    assert Region.objects.get().seller == house
    with Scope.of_system().open():
        show = Performance.objects.get(code="regen-1")
        assert (show.starts_at, show.ends_at) == (
            datetime(2026, 11, 27, 19, 0, tzinfo=UTC),
            datetime(2026, 11, 27, 20, 30, tzinfo=UTC),
        )
        assert show.production.texts == {
            "nl": {"summary": "Kort", "text": ""},
            "fr": {"summary": "", "text": "Texte"},
        }
        slots = Performance.objects.filter(is_timeslot=True).order_by("starts_at")
        assert [slot.code for slot in slots] == [
            f"draad-{day}-{clock}" for day in ("20261125", "20261128") for clock in ("1000", "1030", "1100")
        ]
        assert {slot.plan.capacity for slot in slots} == {25}
        assert HallBooking.objects.count() == 2
        assert Offer.objects.count() == 8
        assert set(StaffRole.objects.values_list("user__email", "role")) == {
            ("an@lo.example", "house_admin"),
            ("co@lo.example", "coordinator"),
        }
        assert set(Account.objects.values_list("code", flat=True)) == {
            "clearing", "cash", "bank", "unallocated", "revenue:0", "vat:0", "fees:0",
        }  # fmt: skip
    assert sorted(Price.objects.values_list("amount_cents", flat=True)) == [925, 1500, 1850]


def test_load_works_out_neighbours_aisles_companions_and_standing_places(tmp_path: Path) -> None:
    load(write(tmp_path))

    plan = SeatPlan.objects.get(name="Zittend")
    seats = {place.no: place for place in Place.objects.filter(plan=plan)}
    assert plan.capacity == len(seats) == 36
    # A3 - A1 | aisle | A2 - A4
    assert [(seats[no].left_no, seats[no].right_no) for no in (1, 2, 3, 4)] == [
        (None, 2),
        (1, None),
        (None, 4),
        (3, None),
    ]
    assert (seats[6].kind, seats[6].companion_of) == ("companion", 5)
    assert {(seats[no].kind, seats[no].section, seats[no].left_no) for no in range(7, 37)} == {
        ("standing", "Vloer", None)
    }


def test_load_twice_changes_nothing(tmp_path: Path) -> None:
    first, again = load(write(tmp_path)), load(tmp_path)

    assert not first.nothing
    assert again.nothing
    assert again.accounts == 0
    assert [difference.unchanged for difference in again.differences] == [
        len(difference.new) for difference in first.differences
    ]


def test_dry_run_writes_nothing(tmp_path: Path) -> None:
    loaded = load_folder(folder=write(tmp_path), apply=False, at=AT)

    assert not loaded.nothing
    assert House.objects.count() == 0


def test_load_tells_changed_fields_and_deletes_nothing(tmp_path: Path) -> None:
    load(write(tmp_path))
    loaded = load(
        write(
            tmp_path,
            houses=swap("houses.csv", "Huis Lo vzw", "Huis Lo nv"),
            price_lists="house;price_list;name;rank;ticket_type;price\nhuis-lo;gewoon;Gewoon;1;basis;20\n",
        )
    )

    assert changes(loaded) == {
        "houses": [Change("legal_name", "Huis Lo vzw", "Huis Lo nv")],
        "prices": [Change("amount_cents", 1850, 2000)],
    }
    assert Price.objects.count() == 3


def test_load_moves_a_show_and_its_hall_booking(tmp_path: Path) -> None:
    load(write(tmp_path))
    # Both shows swap their evenings: half-way neither may stand in the other's way.
    text = swap("performances.csv", "27/11", "x").replace("28/11", "27/11").replace("x", "28/11")
    load(write(tmp_path, performances=text))

    with Scope.of_system().open():
        for show in Performance.objects.filter(is_timeslot=False):
            assert show.booking is not None
            assert show.booking.period.lower == show.starts_at
        assert HallBooking.objects.count() == 2


def test_mistakes_are_told_all_at_once_by_file_line_and_column(tmp_path: Path) -> None:
    found = problems(
        write(
            tmp_path,
            houses=swap("houses.csv", "0999.000.129", "0999.000.120")
            .replace("BE49 9990 0000 0171", "BE49 9990 0000 0172")
            .replace("#0F6B5C", "groen"),
            halls="house;venue;slug\nhuis-lo;huis;zaal\n",
            performances=swap("performances.csv", "27/11/2026 20:00", "29/02/2027 20:00").replace(
                "gewoon\n", "wit\n"
            ),
            price_lists=swap("price_lists.csv", "18,50", "18,505")
            + "huis-lo;gewoon;Gewoon;2;basis;16\nhuis-lo;gewoon;Gewoon;1;senior;12\n",
        )
    )

    assert found == [
        "halls.csv:1:name: This column is missing.",
        "houses.csv:2:accent: “groen” is not a colour like #b3261e.",
        "houses.csv:2:enterprise_number: “BE 0999.000.120” is not an enterprise number (KBO): ten digits whose last two"
        " check the others.",
        "houses.csv:2:iban: “BE49 9990 0000 0172” is not a valid IBAN: a digit is wrong or missing.",
        "performances.csv:2:starts: “29/02/2027” is not a date like 27/11/2026.",
        "performances.csv:3:price_list: There is no such one among the price lists: “huis-lo / wit”.",
        "price_lists.csv:2:price: “18,505” is not an amount in euro like 18,50.",
        "price_lists.csv:5:ticket_type: “huis-lo, gewoon, 2, basis” is on line 4 already.",
        "price_lists.csv:6:ticket_type: There is no such one among the ticket types: “huis-lo / senior”.",
    ]
    assert House.objects.count() == 0


def test_windows_1252_is_refused_with_what_to_do(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "venues.csv").write_bytes(
        "house;slug;name;town\nhuis-lo;huis;Café Théâtre;Lo\n".encode("cp1252")
    )

    assert problems(tmp_path) == [
        "venues.csv:2: Is not UTF-8 (near “-lo;huis;Café Théâtre;Lo”), probably Windows-1252. In Excel, save it as"
        " “CSV UTF-8 (delimited)”; in LibreOffice, choose the character set Unicode (UTF-8)."
        " Nothing was read from this file."
    ]


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        ("venues", "house,slug,name,town\n", "venues.csv:1: Has commas between the columns: save it with semicolons (;)."),
        ("venues", "", "venues.csv: Is empty: the first line names the columns."),
        (
            "venues",
            "house;slug;name;town;kleur\n",
            "venues.csv:1:kleur: This column is not known. Known are: house, slug, name, street, postcode, town, lat, lon.",
        ),
        (
            "venues",
            "house;slug;name;town\nhuis-lo;huis;Een; twee;Lo\n",
            "venues.csv:2: Has 5 cells, the header 4: put a text with ; in quotation marks.",
        ),
        (
            "seasons",
            "house;name;from;to\nhuis-lo;2026-2027;01/09/2026;01/09/2026\n",
            "seasons.csv:2:to: Is not after the first day.",
        ),
        (
            "staff",
            "email;role;house;region\nan@lo.example;usher;huis-lo;lo\n",
            "staff.csv:2:house: A role is in one house or over one region: fill in one of the two.",
        ),
        (
            "plans/zaal",
            "zone;rij;stoel;x;y;type\nZaal;A;1;0;0;normaal\nZaal;A;1;1;0;begeleider\n",
            "plans/zaal.csv:3:stoel: Seat “Zaal A 1” is on line 2 already.",
        ),
        (
            "plans/zaal",
            "zone;rij;stoel;x;y;type\nZaal;A;1;0;0;normaal\nZaal;A;2;1;0;begeleider\n",
            "plans/zaal.csv:3:type: This companion place (begeleider) has no wheelchair place (rolstoel) of its own"
            " in this zone.",
        ),
        (
            "timeslots",
            swap("timeslots.csv", "24/11/2026;30/11/2026;wo,za;10:00-11:00/30", "28/03/2027;28/03/2027;zo;02:30"),
            "timeslots.csv:2:times: 28/03/2027 02:30 does not exist: the clock goes forward that night.",
        ),
        (
            "performances",
            swap("performances.csv", "28/11/2026 20:00", "27/11/2026 21:00"),
            "performances.csv:3:starts: The hall is taken by “regen-1” (27/11/2026 20:00-21:30).",
        ),
        (
            "price_lists",
            swap("price_lists.csv", "huis-lo;gewoon;Gewoon;2;basis;15\n", ""),
            "performances.csv:2:price_list: Price list “gewoon” has no price for rank 2 of the plan “Zittend”.",
        ),
        (
            "vat_rules",
            swap("vat_rules.csv", "exempt", "taxable"),
            "timeslots.csv:2:price_list: There is no VAT rule for a house that is “exempt”: add one to vat_rules.csv.",
        ),
    ],
)  # fmt: skip
def test_each_mistake_has_its_sentence(tmp_path: Path, file: str, content: str, expected: str) -> None:
    found = problems(write(tmp_path, **{file: content}))

    assert expected in found


def test_a_published_plan_never_changes_but_has_a_next_version(tmp_path: Path) -> None:
    load(write(tmp_path))
    smaller = {"plans/zaal": swap("plans/zaal.csv", "staan;30", "staan;20")}

    assert problems(write(tmp_path, **smaller)) == [
        "plans.csv:2:version: Plan “Zittend” version 1 is published and never changes (places differ):"
        " write it as version 2."
    ]

    second = swap("plans.csv", "name;file", "name;version;file").replace("Zittend;", "Zittend;2;")
    loaded = load(write(tmp_path, plans=second, **smaller))
    assert [change.field for change in changes(loaded)["performances"]] == ["plan", "plan"]
    assert {key[2]: len(plan.places) for key, plan in plans(["huis-lo"]).items() if key[1] == "Zittend"} == {
        1: 36,
        2: 26,
    }


def test_a_performance_with_taken_places_keeps_its_plan(tmp_path: Path) -> None:
    load(write(tmp_path))
    with Scope.of_system().open():
        sold = Performance.objects.get(code="regen-1")
        Claim.objects.create(performance=sold, place_no=1, state=ClaimState.SOLD, holder=uuid7())
    second = swap("plans.csv", "name;file", "name;version;file").replace("Zittend;", "Zittend;2;")

    assert problems(write(tmp_path, plans=second)) == [
        "performances.csv:2:plan: Places of this performance are taken, so it keeps its plan: write the older version as"
        " name@version."
    ]

    kept = swap("performances.csv", "zaal;Zittend;27", "zaal;Zittend@1;27")
    loaded = load(write(tmp_path, plans=second, performances=kept))
    assert [entry.data.code for entry, _ in loaded.differences[9].changed] == ["regen-2"]


def test_a_vat_rate_is_not_rewritten(tmp_path: Path) -> None:
    load(write(tmp_path))

    assert problems(write(tmp_path, vat_rules=swap("vat_rules.csv", ";0;", ";6;"))) == [
        "vat_rules.csv:2:rate: The rate of a rule never changes: give this one a last day and add a row that begins the"
        " day after."
    ]


def test_one_file_may_point_to_what_is_in_the_database(tmp_path: Path) -> None:
    load(write(tmp_path / "all"))
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "performances.csv").write_text(
        swap("performances.csv", "regen-2", "regen-3").replace("28/11", "29/11")
    )

    loaded = load(alone)

    new = {d.kind.name: [d.kind.key(entry.data) for entry in d.new] for d in loaded.differences if d.new}
    assert new == {"performances": [("huis-lo", "regen-3")], "offers": [("huis-lo", "regen-3")]}


def test_command_shows_the_difference_and_says_when_nothing_was_written(tmp_path: Path) -> None:
    out, err = StringIO(), StringIO()
    call_command("load", str(write(tmp_path)), stdout=out)

    assert out.getvalue().startswith("houses: 1 new, 0 changed, 0 unchanged\n  + huis-lo\n")
    assert out.getvalue().endswith("This was a dry run; nothing was written. Add --apply to write it.\n")

    write(tmp_path, venues="house;slug;name;town\nelders;huis;Huis;Lo\n")
    with pytest.raises(CommandError, match=r"^\d mistakes; nothing was written"):
        call_command("load", str(tmp_path), stderr=err)
    assert "venues.csv:2:house: There is no such one among the houses: “elders”." in err.getvalue()
