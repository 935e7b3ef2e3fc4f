"""The first of the middleware: requests of machines do not pass through what pages need.

No session, no language by cookie, no messages, no cross-site form token: a key in a header is the whole identity, and each
of those costs processor time at every request of a rush.
"""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import resolve

from samenspel.api.problems.request import NOT_FOUND, not_allowed

Answer = Callable[[HttpRequest], HttpResponse]

PREFIX = "/api/"
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}


class MachinesFirst:
    def __init__(self, get_response: Answer) -> None:
        self.pages = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.pages(request)
        response = _serve(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def _serve(request: HttpRequest) -> HttpResponse:
    try:
        match = resolve(request.path_info)
        request.resolver_match = match
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    except Http404:
        return NOT_FOUND.response()
    if isinstance(response, HttpResponseNotAllowed):
        allowed = response["Allow"]
        response = not_allowed(allowed).response()
        response["Allow"] = allowed
    return response
