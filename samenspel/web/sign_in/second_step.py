"""Two steps at sign-in, where a house asks it: no page of the office or the door opens before the second one is set up."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from samenspel.houses.queries.staff import Posts, posts_of

View = Callable[..., HttpResponseBase]


def at_work(view: Callable[..., HttpResponseBase]) -> View:
    """A view of people at work; their posts are its second argument. Nobody: to the sign-in.

    Whose work asks for a second factor that is not there yet is led to set one up first.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.pk is None:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        posts = posts_of(user=request.user.pk)
        if _wanted_by(posts):
            return redirect("second_step")
        return view(request, posts, *args, **kwargs)

    return guarded


@require_safe
@login_required
def second_step(request: HttpRequest) -> HttpResponse:
    """Why there is one step more, and the two ways to take it. Who has taken it goes to work."""
    assert request.user.pk is not None
    wanted_by = _wanted_by(posts_of(user=request.user.pk))
    if not wanted_by:
        return redirect("backoffice:home")
    context = {
        "wanted_by": wanted_by,
        "passkey_url": reverse("mfa_add_webauthn"),
        "app_url": reverse("mfa_activate_totp"),
        "sign_out_url": reverse("account_logout"),
    }
    response = render(request, "sign_in/second_step.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _wanted_by(posts: Posts) -> str:
    return posts.second_factor_wanted_by(by_default=settings.STAFF_SECOND_FACTOR_BY_DEFAULT)
