"""What must be true of online payments once everything has settled: bank, shop and mail server side by side.

Each check answers what is still open or wrong, so an empty list is the proof. While work is under way they tell what is left.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from django.db import connection

from samenspel.delivery.models import Mail
from samenspel.integrations.testbank.server.bank import Bank
from samenspel.integrations.testbank.server.books import BankPayment, Books
from samenspel.kernel.tenancy import Scope
from samenspel.payments.models import Payment, Refund
from samenspel.sales.models import Order
from tests.support.mail_server import Received

ALL = 1_000_000


def open_ends(*, bank: Path, received: Sequence[Received]) -> dict[str, list[str]]:
    """Every check with something to say. `bank` is the file of the bank's books, `received` what the mail server took."""
    books = Books(bank)
    try:
        found = {
            "paid_at_the_bank_is_sold_or_returned": paid_and_neither_sold_nor_returned(books),
            "received_here_is_paid_at_the_bank": received_and_not_paid(books),
            "refund_is_done_once": refunds_open_or_twice(books),
            "sold_is_mailed": not_mailed(received),
            "nobody_waits": jobs_left(),
        }
    finally:
        books.close()
    return {name: rows for name, rows in found.items() if rows}


def paid_and_neither_sold_nor_returned(books: Books) -> list[str]:
    known = _ours()
    bank = Bank(books=books, public_url="", deliver=lambda url, payment: False)
    wrong = []
    for payment in _paid(books):
        state, order = known.get(payment.id, ("unknown", ""))
        returned_cents = bank.refunded_cents(payment.id)
        sold = (state, order, returned_cents) == ("paid", "confirmed", 0)
        returned = state == "unplaced" and returned_cents == payment.paid_cents
        if not (sold or returned):
            wrong.append(
                f"{payment.id}: {state}, order {order}, {returned_cents} of {payment.paid_cents} back"
            )
    return wrong


def received_and_not_paid(books: Books) -> list[str]:
    paid = {payment.id for payment in _paid(books)}
    return [
        f"{reference}: {state}"
        for reference, (state, _) in _ours().items()
        if state in ("paid", "unplaced") and reference not in paid
    ]


def refunds_open_or_twice(books: Books) -> list[str]:
    with Scope.of_system().open():
        rows = list(Refund.objects.exclude(state=Refund.State.DONE).values_list("pk", "state"))
    wrong = [f"{refund}: {state}" for refund, state in rows]
    for payment in _paid(books):
        refunds = books.refunds(payment.id)
        if len(refunds) > 1 or any(refund.state != "done" for refund in refunds):
            wrong.append(f"{payment.id}: {[refund.state for refund in refunds]} at the bank")
    return wrong


def not_mailed(received: Sequence[Received]) -> list[str]:
    """One mail for each confirmed order and each payment that came back: queued once, at the mail server at least once.

    Once and no more cannot be promised: who dies between the mail server's yes and the own note of it must send again.
    """
    arrived = set(received)
    with Scope.of_system().open():
        mails = list(Mail.objects.all())
        sold = set(Order.objects.filter(state=Order.State.CONFIRMED).values_list("pk", flat=True))
        returned = Payment.objects.filter(state=Payment.State.UNPLACED).count()
    kinds = Counter(mail.kind for mail in mails)
    wrong = [
        f"{mail.kind} of {mail.order_id}: {mail.state} {mail.problem}"
        for mail in mails
        if mail.state != Mail.State.SENT or Received(mail.recipient, mail.subject) not in arrived
    ]
    told = [mail.order_id for mail in mails if mail.kind == "confirmed"]
    wrong += [f"order {order}: confirmed and no mail" for order in sold - set(told)]
    wrong += (
        [f"{len(told) - len(set(told))} orders written about twice"] if len(told) != len(set(told)) else []
    )
    if kinds["paid_twice"] + kinds["paid_too_late"] != returned:
        wrong.append(f"{returned} payments returned, told by {dict(kinds)}")
    return wrong


def jobs_left() -> list[str]:
    """Mails and facts that the queue still holds or gave up; a job that comes by each minute is made up for by the next."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, task_name, status::text, attempts from procrastinate_jobs"
            " where queue_name in ('mail', 'facts') and status in ('todo', 'doing', 'failed')"
        )
        return [
            f"job {id}, {task}: {status}, tried {attempts} times" for id, task, status, attempts in cursor
        ]


def _paid(books: Books) -> list[BankPayment]:
    return [payment for payment in books.latest(ALL) if payment.state == "paid"]


def _ours() -> dict[str, tuple[str, str]]:
    """By reference at the bank: the states of our payment and of its order."""
    with Scope.of_system().open():
        orders = dict(Order.objects.values_list("pk", "state"))
        rows = Payment.objects.exclude(reference="").values_list("reference", "state", "order_id")
        return {reference: (state, orders[order]) for reference, state, order in rows}
