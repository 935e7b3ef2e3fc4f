"""One queued mail leaves."""

from datetime import datetime
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from samenspel.delivery.commands.print_tickets import NoTickets, TicketsPdf, print_tickets
from samenspel.delivery.models import Mail
from samenspel.delivery.queries.letter import Letter, letter
from samenspel.delivery.queries.performance_news import PerformanceNews, performance_news
from samenspel.kernel.tenancy import Scope

SUBJECT_LENGTH = 200
PROBLEM_LENGTH = 500


def send_mail(*, mail: int, at: datetime) -> None:
    """Write and send a queued mail; one that left already stays as it is.

    A failure is kept on the mail (`failed`, with the problem) and raised again, so that the worker tries later. A worker that
    dies between the mail server's yes and our own note sends it twice: twice is better than never.
    """
    try:
        with Scope.of_system().open():
            row = Mail.objects.select_for_update().get(pk=mail)
            if row.state == Mail.State.SENT:
                return
            _send(row, at)
            row.save()
    except Exception as error:
        with Scope.of_system().open():
            problem = f"{type(error).__name__}: {error}"[:PROBLEM_LENGTH]
            Mail.objects.filter(pk=mail).update(state=Mail.State.FAILED, problem=problem)
        raise


def _send(row: Mail, at: datetime) -> None:
    if row.order_id is None:
        raise ValueError("a mail without an order has nothing to say yet")
    system = Scope.of_system()
    words = letter(scope=system, order=row.order_id, amount_cents=row.context.get("amount_cents"))
    news = performance_news(
        order=row.order_id, performance=row.context.get("performance"), language=words.language
    )
    pdf: TicketsPdf | None = None
    if row.attach_tickets:
        try:
            pdf = print_tickets(scope=system, order=row.order_id, at=at)
        except NoTickets:
            pdf = None  # cancelled since: the mail still says what was bought, its own mail says the rest
    with override(words.language):
        row.subject = " ".join(_subject(row.kind, words, news).split())[:SUBJECT_LENGTH]
        context = {
            "letter": words,
            "news": news,
            "places": row.context.get("places", []),
            "subject": row.subject,
            "demo": settings.DEMO,
            "has_pdf": pdf is not None,
        }
        row.text = render_to_string(f"delivery/mail/{row.kind}.txt", context).strip() + "\n"
        row.html = render_to_string(f"delivery/mail/{row.kind}.html", context)
    message = EmailMultiAlternatives(
        subject=row.subject,
        body=row.text,
        from_email=formataddr((words.sender, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        to=[row.recipient],
        reply_to=[words.reply_to],
        headers={"Auto-Submitted": "auto-generated", "Content-Language": words.language},
    )
    message.attach_alternative(row.html, "text/html")
    if pdf:
        message.attach(pdf.name, pdf.content, "application/pdf")
    message.send()
    row.state, row.sent_at, row.problem = Mail.State.SENT, at, ""


def _subject(kind: str, words: Letter, news: PerformanceNews | None) -> str:
    if news:
        told = {"title": news.title, "day": news.day_now}
        if kind == "performance_moved":
            return _("%(title)s is moved to %(day)s") % told
        return _("%(title)s is cancelled") % told
    if kind == "cancelled":
        return _("Your order %(number)s is cancelled") % {"number": words.number}
    if kind == "paid_too_late":
        return _("Your payment came too late, you get your money back")
    if kind == "paid_twice":
        return _("You paid twice for order %(number)s, you get one payment back") % {"number": words.number}
    if kind == "reseated":
        return _("Other places with your order %(number)s") % {"number": words.number}
    if kind == "slot_exchanged":
        return _("Another moment with your order %(number)s") % {"number": words.number}
    if kind == "cart_changed":
        return _("Your cart changed while you paid, you get your money back")
    if kind == "paid_other_amount":
        return _("Your payment was not the amount of your order, you get it back")
    more = len(words.titles) - 1
    if not more:
        return _("Your tickets for %(title)s") % {"title": words.titles[0]}
    return ngettext(
        "Your tickets for %(title)s and %(count)s other performance",
        "Your tickets for %(title)s and %(count)s other performances",
        more,
    ) % {"title": words.titles[0], "count": more}
