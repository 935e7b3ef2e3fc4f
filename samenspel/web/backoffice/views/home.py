"""`/beheer/`: where a login goes on after it signed in."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samenspel.houses.queries.invitations import invitations_to
from samenspel.houses.queries.staff import posts_of
from samenspel.kernel import clock
from samenspel.web.backoffice.navigation import home_of, office_of_nobody


def home(request: HttpRequest) -> HttpResponse:
    """One place to work: straight to it. More: choose. None: say so, and where the tickets of a visitor are."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    posts = posts_of(user=request.user.pk)
    email = getattr(request.user, "email", "")
    offered = invitations_to(email=email, at=clock.now()) if not posts.is_staff else ()
    if offered:
        return redirect("backoffice:invitation", invitation=offered[0].id)
    if len(posts.houses) == 1 and not posts.regions:
        return redirect(home_of(house=posts.houses[0]))
    if len(posts.regions) == 1 and not posts.houses:
        return redirect("backoffice:region", region=posts.regions[0].slug)
    name = getattr(request.user, "name", "") or email
    context = {
        "posts": posts,
        "homes": [(house, home_of(house=house)) for house in posts.houses],
        "email": email,
        "office": office_of_nobody(posts=posts, user_name=name),
    }
    response = render(request, "backoffice/home.html", context, status=200 if posts.is_staff else 403)
    response.headers["Cache-Control"] = "private, no-store"
    return response
