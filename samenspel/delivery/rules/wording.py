"""Moments, amounts and names as a paper or a mail says them, in Dutch, French or English. Pure: the language is an argument."""

from datetime import datetime

from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal

from samenspel.kernel.clock import BRUSSELS

LOCALES = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB"}


def euro(cents: int, language: str) -> str:
    """`€ 18,50` · `18,50 €` · `€18.50`."""
    pattern = {"nl": "¤ #,##0.00", "fr": "#,##0.00 ¤", "en": "¤#,##0.00"}[language]
    return (
        format_currency(cents / 100, "EUR", pattern, locale=LOCALES[language])
        .replace("EUR", "€")
        .replace(" ", "\u00a0")
    )


def percent(rate_bp: int, language: str) -> str:
    """`6 %`; decimals only when there are any."""
    return f"{format_decimal(rate_bp / 100, '0.##', locale=LOCALES[language])}\u00a0%"


def day(moment: datetime, language: str) -> str:
    """`vrijdag 27 november 2026`, in Brussels."""
    return str(format_date(moment.astimezone(BRUSSELS), "EEEE d MMMM y", locale=LOCALES[language]))


def clock(moment: datetime, language: str) -> str:
    """`20:00`, in Brussels."""
    return str(format_time(moment, "HH:mm", tzinfo=BRUSSELS, locale=LOCALES[language]))


def in_language(texts: dict[str, str], language: str) -> str:
    """The text in this language, else in Dutch, else in any, else empty."""
    return texts.get(language) or texts.get("nl") or next((text for text in texts.values() if text), "")


def enterprise_number(digits: str) -> str:
    """`0123.456.789`, as Belgian papers write it; empty for a house that has none yet."""
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}" if digits else ""


def language_known(language: str) -> str:
    """One of nl, fr, en; Dutch when it is none of them."""
    return language if language in LOCALES else "nl"


def short_date(moment: datetime, language: str) -> str:
    """`24 nov 2026`, in Brussels."""
    return str(format_date(moment.astimezone(BRUSSELS), "d MMM y", locale=LOCALES[language])).replace(".", "")
