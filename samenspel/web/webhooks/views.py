"""Where payment providers say that something changed. They only name the payment; we ask them for the truth."""

import logging

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samenspel.kernel.clock import now
from samenspel.kernel.errors import NotFound
from samenspel.payments import providers
from samenspel.payments.queries.payment_row import payment_of_reference
from samenspel.sales.commands.settle_payment import settle_row
from samenspel.sales.commands.start_payment import PaymentUnavailable

log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def payment_changed(request: HttpRequest, provider: str) -> HttpResponse:
    """200 when the payment is in line with its provider, or is none of ours (Mollie's own advice: an answer that tells a
    stranger nothing). 503 when the provider gave no answer, so that it comes back later.
    """
    if not providers.known(provider):
        return HttpResponse(status=404)
    reference = request.POST.get("id", "")[:64]
    try:
        settle_row(row=payment_of_reference(provider=provider, reference=reference), at=now())
    except NotFound:
        log.info("webhook of %s about %r, which is not known here", provider, reference)
    except PaymentUnavailable:
        return HttpResponse(status=503)
    return HttpResponse("ok", content_type="text/plain")
