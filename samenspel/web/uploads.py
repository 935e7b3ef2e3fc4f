"""No form is larger than one picture: a larger one is refused by what it says of itself, before a byte of it is read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samenspel.programme.rules.pictures import BYTES_MAX

FORM_BYTES_MAX = BYTES_MAX + 1_000_000
"""A picture, and the texts beside it."""


class RefuseLargeForms:
    """Answers 413. A server that is told no length reads none of the body, so an honest length is all there is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= FORM_BYTES_MAX:
            return self.get_response(request)
        return render(request, "413.html", status=413)
