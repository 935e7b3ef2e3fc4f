"""How moments, amounts and shares read in Dutch, French and English. Pure; the template filters are thin wrappers."""

from datetime import date, datetime

from samenspel.kernel.clock import BRUSSELS

NBSP = "\u00a0"
NARROW_NBSP = "\u202f"

WEEKDAYS = {
    "nl": ("ma", "di", "wo", "do", "vr", "za", "zo"),
    "fr": ("lun", "mar", "mer", "jeu", "ven", "sam", "dim"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
WEEKDAYS_LONG = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "fr": ("jan", "fév", "mars", "avr", "mai", "juin", "juil", "août", "sep", "oct", "nov", "déc"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
MONTHS_LONG = {
    "nl": (
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ]
    ),
    "fr": (
        [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ]
    ),
    "en": (
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]
    ),
}


def known_language(language: str | None) -> str:
    """`nl`, `fr` or `en`; anything else reads as Dutch."""
    short = (language or "nl")[:2]
    return short if short in WEEKDAYS else "nl"


def euro(*, cents: int, language: str) -> str:
    """`€ 18,50` (nl), `18,50 €` (fr), `€18.50` (en), with spaces that do not break. Cents may be negative."""
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    if language == "fr":
        return f"{sign}{whole:,}".replace(",", NARROW_NBSP) + f",{rest:02d}{NBSP}€"
    if language == "en":
        return f"{sign}€{whole:,}.{rest:02d}"
    return f"€{NBSP}{sign}" + f"{whole:,}".replace(",", ".") + f",{rest:02d}"


def day(*, on: date | datetime, language: str) -> str:
    """`vr 27 nov`, `ven 27 nov`, `Fri 27 Nov`; a datetime is read in Brussels."""
    local = _brussels_date(on)
    return f"{WEEKDAYS[language][local.weekday()]} {local.day} {MONTHS[language][local.month - 1]}"


def day_of_year(*, on: date | datetime, language: str) -> str:
    """`27 nov 2026`, for what may last years."""
    local = _brussels_date(on)
    return f"{local.day} {MONTHS[language][local.month - 1]} {local.year}"


def day_long(*, on: date | datetime, language: str) -> str:
    """`vrijdag 27 november 2026`."""
    local = _brussels_date(on)
    weekday, month = WEEKDAYS_LONG[language][local.weekday()], MONTHS_LONG[language][local.month - 1]
    return f"{weekday} {local.day} {month} {local.year}"


def clock(*, at: datetime) -> str:
    """`20:00` in Brussels."""
    return at.astimezone(BRUSSELS).strftime("%H:%M")


def moment(*, at: datetime, language: str) -> str:
    """`vr 27 nov, 20:00` in Brussels."""
    return f"{day(on=at, language=language)}, {clock(at=at)}"


def percent_bp(*, rate_bp: int, language: str) -> str:
    """Basis points as a percentage without needless zeros: 600 is `6 %`, 1250 is `12,5 %` (English `12.5%`)."""
    text = f"{rate_bp / 100:.2f}".rstrip("0").rstrip(".")
    return f"{text}%" if language == "en" else text.replace(".", ",") + f"{NBSP}%"


def _brussels_date(on: date | datetime) -> date:
    return on.astimezone(BRUSSELS).date() if isinstance(on, datetime) else on
