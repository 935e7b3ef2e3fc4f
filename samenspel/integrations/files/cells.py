"""Reading one cell: text in, value out. A cell that cannot be read raises BadCell with the sentence to show.

The cells of a seat plan, which staff reads in on a page, say it in the language of the page; a folder is always told in English.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from samenspel.houses.rules import legal
from samenspel.kernel.clock import BRUSSELS

Reader = Callable[[str], Any]

WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
YES, NO = ("ja", "yes", "1"), ("nee", "no", "0")


class BadCell(ValueError):
    """The cell cannot be read; `str()` is a whole sentence that says what is expected."""


def text(limit: int) -> Reader:
    """Any text of at most `limit` characters."""

    def read(cell: str) -> str:
        if len(cell) > limit:
            raise BadCell(
                _("Has %(count)s characters; at most %(limit)s fit.") % {"count": len(cell), "limit": limit}
            )
        return cell

    return read


def slug(limit: int = 60) -> Reader:
    """Letters, digits, hyphens and underscores, as in a web address."""

    def read(cell: str) -> str:
        if len(cell) > limit or not re.fullmatch(r"[A-Za-z0-9_-]+", cell):
            raise BadCell(f"“{cell}” may have letters a-z, digits and hyphens only, at most {limit} of them.")
        return cell

    return read


def choice(options: Iterable[str]) -> Reader:
    """One of a few words."""
    allowed = list(options)

    def read(cell: str) -> str:
        if cell not in allowed:
            raise BadCell(
                _("“%(cell)s” is not one of: %(allowed)s.") % {"cell": cell, "allowed": ", ".join(allowed)}
            )
        return cell

    return read


def integer(least: int, most: int) -> Reader:
    """A whole number within limits."""

    def read(cell: str) -> int:
        if not re.fullmatch(r"-?\d{1,9}", cell):
            raise BadCell(_("“%(cell)s” is not a whole number.") % {"cell": cell})
        if not least <= int(cell) <= most:
            raise BadCell(
                _("%(cell)s is not between %(least)s and %(most)s.")
                % {"cell": cell, "least": least, "most": most}
            )
        return int(cell)

    return read


def degrees(most: int) -> Reader:
    """A latitude (`most` 90) or longitude (180), WGS 84."""

    def read(cell: str) -> float:
        if abs(value := decimal(cell)) > most:
            raise BadCell(f"“{cell}” is not between -{most} and {most} degrees.")
        return value

    return read


def decimal(cell: str) -> float:
    """A number with a comma or a point, for coordinates."""
    if not re.fullmatch(r"-?\d{1,7}([.,]\d{1,9})?", cell):
        raise BadCell(_("“%(cell)s” is not a number like 12,5.") % {"cell": cell})
    return float(cell.replace(",", "."))


def cents(cell: str) -> int:
    """An amount in euro with a comma or a point, at most two decimals: "18,50"."""
    return _hundredths(cell, "an amount in euro like 18,50")


def rate_bp(cell: str) -> int:
    """A percentage with a comma or a point: "6" or "6,00"; answers basis points."""
    rate = _hundredths(cell.removesuffix("%").strip(), "a percentage like 6 or 6,00")
    if rate >= 10_000:
        raise BadCell(f"{cell} is not below 100 percent.")
    return rate


def day(cell: str) -> date:
    """dd/mm/yyyy, or yyyy-mm-dd."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(cell, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise BadCell(f"“{cell}” is not a date like 27/11/2026.")


def clock(cell: str) -> time:
    """HH:MM."""
    if not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", cell):
        raise BadCell(f"“{cell}” is not a time like 20:00.")
    hour, minute = cell.split(":")
    return time(int(hour), int(minute))


def moment(cell: str) -> datetime:
    """A date and a time in Belgium: "27/11/2026 20:00"; answers an aware moment.

    In the hour that comes twice in October the first is meant; the hour that March skips is refused.
    """
    parts = cell.split()
    if len(parts) != 2:
        raise BadCell(f"“{cell}” is not a date and a time like 27/11/2026 20:00.")
    return at_local(day(parts[0]), clock(parts[1]))


def at_local(on: date, at: time) -> datetime:
    """That wall-clock moment in Belgium. Raises BadCell when the clock skips it."""
    local = datetime.combine(on, at, BRUSSELS)
    if datetime.fromtimestamp(local.timestamp(), BRUSSELS).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise BadCell(f"{on:%d/%m/%Y} {at:%H:%M} does not exist: the clock goes forward that night.")
    return datetime.fromtimestamp(local.timestamp(), tz=UTC)


def clocks(cell: str) -> tuple[time, ...]:
    """Times "10:00,11:30", or from-to/minutes "10:00-17:00/30" (the last begins at 17:00 or before)."""
    if match := re.fullmatch(r"(\d{1,2}:\d\d)-(\d{1,2}:\d\d)/(\d{1,3})", cell):
        first, last, step = clock(match[1]), clock(match[2]), int(match[3])
        minutes = range(_minutes(first), _minutes(last) + 1, step) if step else range(0)
        if not minutes:
            raise BadCell(f"“{cell}” names no times: write from-to/minutes like 10:00-17:00/30.")
        return tuple(time(*divmod(minute, 60)) for minute in minutes)
    return tuple(clock(part.strip()) for part in cell.split(","))


def weekdays(cell: str) -> frozenset[int]:
    """Days of the week "wo,do,vr"; Monday is 0."""
    days = [part.strip().lower() for part in cell.split(",")]
    if wrong := [name for name in days if name not in WEEKDAYS]:
        raise BadCell(f"“{wrong[0]}” is not a day: write {', '.join(WEEKDAYS)} with commas between.")
    return frozenset(WEEKDAYS.index(name) for name in days)


def yes_no(cell: str) -> bool:
    """ja or nee."""
    word = cell.lower()
    if word not in YES + NO:
        raise BadCell(f"“{cell}” is not ja or nee.")
    return word in YES


def colour(cell: str) -> str:
    """#rrggbb; answers lower case."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", cell):
        raise BadCell(f"“{cell}” is not a colour like #b3261e.")
    return cell.lower()


def kbo(cell: str) -> str:
    """An enterprise number (KBO) with a right check number, with or without BE and points; answers ten digits."""
    try:
        return legal.enterprise_number(text=cell)
    except ValueError as error:
        raise BadCell(
            f"“{cell}” is not an enterprise number (KBO): ten digits whose last two check the others."
        ) from error


def iban(cell: str) -> str:
    """An IBAN with a right check number, with or without spaces; answers it without."""
    try:
        return legal.account_number(text=cell)
    except ValueError as error:
        raise BadCell(f"“{cell}” is not a valid IBAN: a digit is wrong or missing.") from error


def email(cell: str) -> str:
    """An e-mail address; answers lower case."""
    try:
        validate_email(cell)
    except ValidationError as error:
        raise BadCell(f"“{cell}” is not an e-mail address.") from error
    if len(cell) > 254:
        raise BadCell(f"Has {len(cell)} characters; an e-mail address has at most 254.")
    return cell.lower()


def web_address(cell: str) -> str:
    """An address that begins with http:// or https://."""
    try:
        URLValidator(schemes=["http", "https"])(cell)
    except ValidationError as error:
        raise BadCell(f"“{cell}” is not a web address like https://www.example.be.") from error
    return cell


def named_numbers(cell: str) -> dict[str, str]:
    """Names of ranks: "1=Rang 1|2=Rang 2"."""
    names: dict[str, str] = {}
    for part in cell.split("|"):
        number, _, name = part.partition("=")
        if not re.fullmatch(r"\s*\d{1,2}\s*", number) or not name.strip():
            raise BadCell(f"“{part}” does not name a rank: write 1=Rang 1|2=Rang 2.")
        names[number.strip()] = name.strip()
    return names


def _hundredths(cell: str, like: str) -> int:
    try:
        amount = Decimal(cell.replace(",", "."))
    except InvalidOperation:
        raise BadCell(f"“{cell}” is not {like}.") from None
    whole = amount * 100
    if not amount.is_finite() or whole != whole.to_integral_value() or not 0 <= whole < 10_000_000:
        raise BadCell(f"“{cell}” is not {like}.")
    return int(whole)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
