"""What the demo mailed. Everybody may read it, so it exists in a demo only: elsewhere each page here is a 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from samenspel.delivery.commands.print_tickets import NoTickets, print_tickets
from samenspel.delivery.queries.outbox import latest_mails, mail_of
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope

# A mail brings its own styles and nothing else: no script, no image from elsewhere, links only out of the frame.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; form-action 'none';"
    " sandbox allow-popups allow-popups-to-escape-sandbox"
)

View = Callable[..., HttpResponse]


def in_a_demo(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except (NotFound, NoTickets):
            raise Http404 from None

    return guarded


@never_cache
@require_GET
@in_a_demo
def outbox(request: HttpRequest) -> HttpResponse:
    return render(request, "outbox/outbox.html", {"mails": latest_mails(scope=Scope.of_system())})


@never_cache
@require_GET
@in_a_demo
def message(request: HttpRequest, mail: int) -> HttpResponse:
    found = mail_of(scope=Scope.of_system(), mail=mail)
    return render(
        request, "outbox/message.html", {"mail": found, "as_text": request.GET.get("als") == "tekst"}
    )


@never_cache
@require_GET
@xframe_options_sameorigin
@in_a_demo
def html(request: HttpRequest, mail: int) -> HttpResponse:
    """The message as a mail program shows it; its links open a window of their own."""
    found = mail_of(scope=Scope.of_system(), mail=mail)
    page = found.html.replace("<head>", '<head><base target="_blank">', 1)
    return HttpResponse(page, headers={"Content-Security-Policy": MAIL_POLICY})


@never_cache
@require_GET
@in_a_demo
def tickets(request: HttpRequest, mail: int) -> HttpResponse:
    found = mail_of(scope=Scope.of_system(), mail=mail)
    if found.order_id is None or not found.has_tickets:
        raise Http404
    pdf = print_tickets(scope=Scope.of_system(), order=found.order_id, at=clock.now())
    return HttpResponse(
        pdf.content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{pdf.name}"'},
    )
