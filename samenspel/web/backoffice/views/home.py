"""`/beheer/`: where a login goes on after it signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samenspel.houses.queries.invitations import invitations_to
from samenspel.houses.queries.staff import Posts
from samenspel.kernel import clock
from samenspel.web.backoffice.navigation import home_of, office_of_nobody
from samenspel.web.sign_in.second_step import at_work


@at_work
def home(request: HttpRequest, posts: Posts) -> HttpResponse:
    """One place to work: straight to it. More: choose. None: say so, and where the tickets of a visitor are."""
    email = getattr(request.user, "email", "")
    offered = invitations_to(email=email, at=clock.now()) if not posts.is_staff else ()
    if offered:
        return redirect("backoffice:invitation", invitation=offered[0].id)
    if posts.desks and not (posts.houses or posts.regions):
        return redirect("backoffice:service_desk")
    if len(posts.houses) == 1 and not (posts.regions or posts.desks):
        return redirect(home_of(house=posts.houses[0]))
    if len(posts.regions) == 1 and not (posts.houses or posts.desks):
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
