"""The hall calendar for calendar programs: no login, the token in the address is the key."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from samenspel.delivery.queries.hall_feed import hall_feed as read_feed
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound


@require_safe
@cache_control(private=True, max_age=300)
def hall_feed(request: HttpRequest, token: str) -> HttpResponse:
    known = request.headers.get("If-None-Match", "").removeprefix("W/")
    try:
        feed = read_feed(token=token, known_etag=known, at=clock.now())
    except NotFound as error:
        raise Http404 from error
    if feed.body is None:
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(feed.body, content_type="text/calendar; charset=utf-8")
    answer.headers["ETag"] = feed.etag
    return answer
