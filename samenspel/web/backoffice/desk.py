"""Who sits at this page: the login, its post in the house of the URL, and the scope that follows from both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import get_template
from django.urls import reverse

from samenspel.catalogue.queries.start import start_of
from samenspel.houses.commands.visits import OpenVisit, look_in
from samenspel.houses.queries.staff import HousePost, Posts, RegionPost
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.web.backoffice.navigation import office_of_house, office_of_region
from samenspel.web.backoffice.rooms import VISITED, Room, rooms_of
from samenspel.web.sign_in.second_step import at_work

Rest = ParamSpec("Rest")
LOOKING = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Desk:
    """One member of staff in one house. `scope` sees that house and nothing else, also when they work in three."""

    request: HttpRequest
    room: Room
    user_id: int
    user_name: str
    posts: Posts
    house: HousePost
    rooms: frozenset[Room]
    at: datetime
    visit: OpenVisit | None = None  # the service desk is here for a while, and only looks

    @property
    def scope(self) -> Scope:
        return Scope.of_houses(self.house.id, actor=self.user_id)

    def url(self, name: str, *args: object) -> str:
        """The address of a page of this house's office."""
        return reverse(f"backoffice:{name}", args=[self.house.slug, *args])

    def _rooms_over(self) -> frozenset[Room]:
        """The guided start leaves the menu once it is done or put away; only a house that sets itself up is asked."""
        if self.house.setting_up and Room.START in self.rooms:
            return frozenset({Room.START} if start_of(scope=self.scope, house=self.house.id).is_over else ())
        return frozenset({Room.START})

    def render(self, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
        office = office_of_house(
            posts=self.posts,
            house=self.house,
            rooms=self.rooms - self._rooms_over(),
            room=self.room,
            user_name=self.user_name,
        )
        brand = {"name": self.house.name, "css_url": f"/brand/{self.house.slug}.css"}
        return _page(
            self.request, template, {"desk": self, "office": office, "brand": brand, **context}, status
        )


@dataclass(frozen=True, slots=True)
class RegionDesk:
    """The coordinator of a region. There is no scope here: what a coordinator sees is public, or sums."""

    request: HttpRequest
    user_id: int
    user_name: str
    posts: Posts
    region: RegionPost
    at: datetime

    def render(self, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
        office = office_of_region(
            posts=self.posts, region=self.region, user_name=self.user_name, path=self.request.path
        )
        brand = {"name": self.region.name, "css_url": f"/brand/regio/{self.region.slug}.css"}
        return _page(
            self.request, template, {"desk": self, "office": office, "brand": brand, **context}, status
        )


View = Callable[..., HttpResponseBase]


def in_house(room: Room) -> Callable[[Callable[Concatenate[Desk, Rest], HttpResponseBase]], View]:
    """A view of one room of one house. Nobody: to the sign-in. Another house: 404. A role that may not enter: 403.

    The service desk looks during a visit and changes nothing; without one it is led to the page that asks why.
    """

    def furnish(view: Callable[Concatenate[Desk, Rest], HttpResponseBase]) -> View:
        @at_work
        @wraps(view)
        def guarded(
            request: HttpRequest, posts: Posts, house: str, *args: Rest.args, **kwargs: Rest.kwargs
        ) -> HttpResponseBase:
            assert request.user.pk is not None
            try:
                if posts.desks and not posts.works_in(house):
                    desk = _visiting(request, room, posts, house)
                else:
                    post = posts.house(house)
                    rooms = rooms_of(roles=post.roles)
                    desk = Desk(
                        request, room, request.user.pk, _name(request), posts, post, rooms, clock.now()
                    )
                if room not in desk.rooms:
                    raise PermissionDenied
                if desk.visit and request.method not in LOOKING:
                    return desk.render("backoffice/only_looking.html", {}, status=403)
                return view(desk, *args, **kwargs)
            except NotOpen:
                return redirect("backoffice:service_desk_enter", house=house)
            except NotFound:
                raise Http404 from None

        return guarded

    return furnish


def in_region(view: Callable[Concatenate[RegionDesk, Rest], HttpResponseBase]) -> View:
    """A view of one region. Nobody: to the sign-in. Who does not coordinate it: 404."""

    @at_work
    @wraps(view)
    def guarded(
        request: HttpRequest, posts: Posts, region: str, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        assert request.user.pk is not None
        try:
            post = posts.region(region)
            desk = RegionDesk(request, request.user.pk, _name(request), posts, post, clock.now())
            return view(desk, *args, **kwargs)
        except NotFound:
            raise Http404 from None

    return guarded


class NotOpen(Exception):
    """The service desk asks for a house in which it has no open visit."""


def _visiting(request: HttpRequest, room: Room, posts: Posts, house: str) -> Desk:
    """The desk of a visit; the look is noted before the page is made. Raises NotOpen."""
    assert request.user.pk is not None
    at = clock.now()
    looks = room in VISITED and request.method in LOOKING
    try:
        visit = look_in(user=request.user.pk, house=house, path=request.path if looks else None, at=at)
    except NotFound:
        raise NotOpen from None
    return Desk(request, room, request.user.pk, _name(request), posts, visit.house, VISITED, at, visit)


def _name(request: HttpRequest) -> str:
    return getattr(request.user, "name", "") or getattr(request.user, "email", "")


def _page(request: HttpRequest, template: str, context: Mapping[str, Any], status: int) -> HttpResponse:
    response = HttpResponse(get_template(template).render(dict(context), request), status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
