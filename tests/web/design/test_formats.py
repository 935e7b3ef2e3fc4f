from datetime import UTC, date, datetime

import pytest

from samenspel.web.design import formats

OPENING = datetime(2026, 11, 27, 19, 0, tzinfo=UTC)
N, S = formats.NBSP, formats.NARROW_NBSP


@pytest.mark.parametrize(
    ("cents", "language", "text"),
    [
        (1850, "nl", f"€{N}18,50"),
        (1850, "fr", f"18,50{N}€"),
        (1850, "en", "€18.50"),
        (5, "nl", f"€{N}0,05"),
        (0, "nl", f"€{N}0,00"),
        (-1850, "nl", f"€{N}-18,50"),
        (-1850, "fr", f"-18,50{N}€"),
        (-5, "en", "-€0.05"),
        (123456789, "nl", f"€{N}1.234.567,89"),
        (123456789, "fr", f"1{S}234{S}567,89{N}€"),
        (123456789, "en", "€1,234,567.89"),
    ],
)
def test_euro_reads_as_in_the_language(cents: int, language: str, text: str) -> None:
    assert formats.euro(cents=cents, language=language) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [("nl", "vr 27 nov, 20:00"), ("fr", "ven 27 nov, 20:00"), ("en", "Fri 27 Nov, 20:00")],
)
def test_moment_is_told_in_brussels(language: str, text: str) -> None:
    assert formats.moment(at=OPENING, language=language) == text


def test_moment_follows_both_nights_the_clock_changes() -> None:
    before, after = datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert [formats.clock(at=at) for at in (before, after)] == ["01:30", "03:30"]
    twice = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert [formats.clock(at=at) for at in twice] == ["02:30", "02:30"]


def test_day_of_a_late_evening_is_the_day_in_brussels() -> None:
    assert formats.day(on=datetime(2026, 11, 27, 23, 30, tzinfo=UTC), language="nl") == "za 28 nov"


def test_day_long_names_the_year() -> None:
    assert formats.day_long(on=date(2026, 11, 27), language="fr") == "vendredi 27 novembre 2026"


@pytest.mark.parametrize(
    ("rate_bp", "language", "text"),
    [(600, "nl", f"6{N}%"), (1250, "nl", f"12,5{N}%"), (1250, "en", "12.5%"), (2100, "fr", f"21{N}%")],
)
def test_percent_leaves_needless_zeros_out(rate_bp: int, language: str, text: str) -> None:
    assert formats.percent_bp(rate_bp=rate_bp, language=language) == text
