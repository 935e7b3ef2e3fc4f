"""The few pages of sign-in that are ours; the others are allauth's views in our templates."""

from allauth.account.views import login as password_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

ACCOUNT_PATH = "/account/"


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """A visitor on the way to their tickets has no password: the code first. Everybody else: the password first."""
    after = request.GET.get("next", "")
    if request.method == "GET" and ACCOUNT_PATH in after and not request.user.is_authenticated:
        return redirect(f"{reverse('account_request_login_code')}?{urlencode({'next': after})}")
    response: HttpResponseBase = password_login(request)
    return response


def to_security(request: HttpRequest, key: str = "") -> HttpResponse:
    """Pages of allauth that this installation does not have: an address is changed by the house, not here."""
    return redirect("mfa_index" if request.user.is_authenticated else "account_login")
