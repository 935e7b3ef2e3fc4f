"""The pages of the bank. They say, in each language, that no money moves."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import number_format

from samenspel.integrations.testbank.server.bank import DELAY_S, METHODS, Bank
from samenspel.integrations.testbank.server.books import BankPayment

STYLE = Path(__file__).resolve().parents[1] / "templates/testbank/style.css"
LANGUAGES = (("nl", "Nederlands"), ("fr", "Français"), ("en", "English"))


def checkout(payment: BankPayment, *, language: str) -> str:
    return _render(
        "testbank/checkout.html",
        language,
        payment=payment,
        amount=_amount(payment.amount_cents, language),
        methods=[(id, names[language]) for id, names in METHODS.items()],
        chosen=payment.method or next(iter(METHODS)),
        delay_s=DELAY_S,
    )


def overview(bank: Bank, *, language: str) -> str:
    rows = [
        {
            "payment": payment,
            "amount": _amount(payment.amount_cents, language),
            "checkout_url": bank.checkout_url(payment),
            "refunded": _amount(bank.refunded_cents(payment.id), language),
        }
        for payment in bank.books.latest()
    ]
    return _render("testbank/overview.html", language, rows=rows)


def missing() -> str:
    return _render("testbank/missing.html", "nl")


def _amount(cents: int, language: str) -> str:
    with translation.override(language):
        number = number_format(Decimal(cents) / 100, decimal_pos=2, force_grouping=True)
    return f"€ {number}" if language != "en" else f"€{number}"


def _render(template: str, language: str, **context: Any) -> str:
    with translation.override(language):
        return render_to_string(template, {"language": language, "languages": LANGUAGES, **context})
