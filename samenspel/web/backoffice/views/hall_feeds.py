"""The secret addresses at which calendar programs read the halls of a house: make one, shown once; end one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.kernel.errors import NotFound
from samenspel.venues.commands.calendar_feeds import open_feed, revoke_feed
from samenspel.venues.queries.calendar_feeds import FeedFacts, feeds_of
from samenspel.venues.queries.halls import halls_of
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.planner_settings_forms import FeedForm
from samenspel.web.backoffice.rooms import Room


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PLANNER)
def feeds(desk: Desk) -> HttpResponse:
    """The address stands in the answer to the POST and nowhere else: no redirect could carry it safely."""
    halls = halls_of(scope=desk.scope, house=desk.house.id)
    form = FeedForm(desk.request.POST or None, halls=halls)
    address = ""
    if desk.request.method == "POST" and form.is_valid():
        made = open_feed(
            scope=desk.scope, house=desk.house.id, by=desk.user_id, at=desk.at, **form.cleaned_data
        )
        address = desk.request.build_absolute_uri(reverse("backoffice:hall_feed", args=[made.token]))
        form = FeedForm(halls=halls)
    rows = [
        {"facts": feed, "revoke_url": desk.url("hall_feed_revoke", feed.id)}
        for feed in feeds_of(scope=desk.scope, house=desk.house.id)
    ]
    crumbs = [_planner(desk), {"label": _("Calendar addresses")}]
    context = {"rows": rows, "form": form, "address": address, "crumbs": crumbs}
    return desk.render("backoffice/hall_feeds.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PLANNER)
def revoke(desk: Desk, feed: int) -> HttpResponse:
    found = _feed(desk, feed)
    if desk.request.method == "POST":
        revoke_feed(scope=desk.scope, house=desk.house.id, feed=feed, by=desk.user_id, at=desk.at)
        messages.success(desk.request, _("The address of %(name)s no longer works.") % {"name": found.name})
        return redirect(desk.url("hall_feeds"))
    feeds_url = desk.url("hall_feeds")
    context = {
        "feed": found,
        "revoke_url": desk.url("hall_feed_revoke", feed),
        "feeds_url": feeds_url,
        "crumbs": [
            _planner(desk),
            {"label": _("Calendar addresses"), "url": feeds_url},
            {"label": found.name},
        ],
    }
    return desk.render("backoffice/hall_feed_revoke.html", context)


def _feed(desk: Desk, feed: int) -> FeedFacts:
    """Raises NotFound."""
    for found in feeds_of(scope=desk.scope, house=desk.house.id):
        if found.id == feed:
            return found
    raise NotFound(feed)


def _planner(desk: Desk) -> dict[str, str]:
    return {"label": _("Hall planner"), "url": desk.url("planner")}
