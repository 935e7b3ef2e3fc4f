"""The books of a house: what stands where, and what is due between houses."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.ledger.queries.accounts import (
    CREDIT_KINDS,
    PAGE_SIZE,
    AccountBalance,
    TransferRow,
    account_of,
    accounts_of,
    dues,
    transfers_of,
)
from samenspel.sales.queries.house_orders import LineTitle, line_titles
from samenspel.sales.rules.number import order_number
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.listing import ListState
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.tables import ROWS_AT_MOST, Cell, csv_response, euros


@require_safe
@in_house(Room.LEDGER)
def accounts(desk: Desk) -> HttpResponse:
    found = accounts_of(scope=desk.scope, house=desk.house.id)
    context = {
        "groups": _groups(desk, found),
        "dues": dues(accounts=found),
        "csv_url": desk.url("ledger_csv"),
        "has_moved": any(account.transfers for account in found),
    }
    return desk.render("backoffice/accounts.html", context)


@require_safe
@in_house(Room.LEDGER)
def accounts_csv(desk: Desk) -> HttpResponseBase:
    found = accounts_of(scope=desk.scope, house=desk.house.id)
    head = [_("Account"), _("Code"), _("Debit in euro"), _("Credit in euro"), _("Balance in euro")]
    rows: list[list[Cell]] = [
        [
            _name(account),
            account.code,
            euros(account.debit_cents),
            euros(account.credit_cents),
            euros(account.balance_cents),
        ]
        for account in found
    ]
    return csv_response(name=f"rekeningen-{desk.house.slug}", head=head, rows=rows)


@require_safe
@in_house(Room.LEDGER)
def account(desk: Desk, code: str) -> HttpResponse:
    state = ListState(desk.request.path, desk.request.GET)
    found = account_of(accounts=accounts_of(scope=desk.scope, house=desk.house.id), code=code)
    moved = transfers_of(scope=desk.scope, house=desk.house.id, code=code, page=state.page, size=PAGE_SIZE)
    titles = line_titles(scope=desk.scope, lines=[row.line_id for row in moved if row.line_id is not None])
    context = {
        "account": found,
        "name": _name(found),
        "rows": [_row(desk, found, row, titles) for row in moved],
        "pager": state.pager(total=found.transfers, size=PAGE_SIZE),
        "csv_url": desk.url("account_csv", code),
        "crumbs": [{"label": _("Accounts"), "url": desk.url("ledger")}, {"label": _name(found)}],
    }
    return desk.render("backoffice/account.html", context)


@require_safe
@in_house(Room.LEDGER)
def account_csv(desk: Desk, code: str) -> HttpResponseBase:
    found = account_of(accounts=accounts_of(scope=desk.scope, house=desk.house.id), code=code)
    moved = transfers_of(scope=desk.scope, house=desk.house.id, code=code, size=ROWS_AT_MOST)
    titles = line_titles(scope=desk.scope, lines=[row.line_id for row in moved if row.line_id is not None])
    head = [
        *(_("Moment"), _("What"), _("Order number"), _("Performance"), _("Place"), _("Other account")),
        *(_("Amount in euro"), _("Balance in euro")),
    ]
    name = f"rekening-{desk.house.slug}-{code.replace(':', '-')}"
    return csv_response(name=name, head=head, rows=_csv_rows(found, moved, titles))


def _groups(desk: Desk, found: list[AccountBalance]) -> list[dict[str, Any]]:
    titles = (
        (_("Money received"), ("clearing", "bank", "cash", "unallocated")),
        (_("Between houses"), ("receivable", "payable")),
        (_("Revenue, fees and VAT"), ("revenue", "fees", "vat")),
    )
    groups = []
    for title, kinds in titles:
        rows = [
            {
                "name": _name(account),
                "url": desk.url("account", account.code),
                "shown_cents": account.shown_cents,
                "debit_cents": account.debit_cents,
                "credit_cents": account.credit_cents,
                "transfers": account.transfers,
            }
            for account in found
            if account.kind in kinds and account.transfers
        ]
        quiet = sum(1 for account in found if account.kind in kinds and not account.transfers)
        groups.append({"title": title, "rows": rows, "quiet": quiet})
    return groups


def _name(account: AccountBalance) -> str:
    return words.account_name(
        kind=account.kind, code=account.code, counterparty=account.counterparty, rate_bp=account.rate_bp
    )


def _other(row: TransferRow) -> str:
    return words.account_name(
        kind=row.other_kind or "",
        code=row.other,
        counterparty=row.other_counterparty,
        rate_bp=row.other_rate_bp,
    )


def _row(
    desk: Desk, account: AccountBalance, row: TransferRow, titles: dict[int, LineTitle]
) -> dict[str, Any]:
    sign = -1 if account.kind in CREDIT_KINDS else 1
    title = titles.get(row.line_id or 0)
    return {
        "at": row.at,
        "kind": words.TRANSFER_KINDS.get(row.kind, row.kind),
        "other": _other(row),
        "amount_cents": sign * row.signed_cents,
        "balance_cents": sign * row.balance_cents,
        "number": order_number(row.order_id) if row.order_id else "",
        "order_url": desk.url("order", row.order_id) if row.order_id and title else "",
        "title": title.title if title else "",
        "place": title.place if title else "",
    }


def _csv_rows(
    account: AccountBalance, moved: list[TransferRow], titles: dict[int, LineTitle]
) -> Iterator[list[Cell]]:
    sign = -1 if account.kind in CREDIT_KINDS else 1
    for row in moved:
        title = titles.get(row.line_id or 0)
        yield [
            row.at,
            str(words.TRANSFER_KINDS.get(row.kind, row.kind)),
            order_number(row.order_id) if row.order_id else "",
            title.title if title else "",
            title.place if title else "",
            _other(row),
            euros(sign * row.signed_cents),
            euros(sign * row.balance_cents),
        ]
