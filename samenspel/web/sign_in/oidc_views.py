"""To the identity provider and back."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from samenspel.web.sign_in.oidc import StaffAdapter
from samenspel.web.sign_in.staff_claims import refusal_page

UNREACHABLE = (OAuth2Error, OSError, KeyError)
"""What reading the provider's own description may raise; every failure of `requests` is an OSError."""


@never_cache
@require_GET
def login(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Always signs in: nobody connects an identity to a session that is open."""
    provider = _provider(request, provider_id)
    try:
        answer: HttpResponse = provider.redirect(
            request, process=AuthProcess.LOGIN, next_url=get_next_redirect_url(request)
        )
    except UNREACHABLE:
        return refusal_page(request, "failed", status=502)
    return answer


@never_cache
@require_GET
def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """The provider's answer, checked by `StaffAdapter`."""
    _provider(request, provider_id)
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(StaffAdapter(request, provider_id))(request)
    except ImmediateHttpResponse as refused:
        answer = refused.response
    except UNREACHABLE:
        return refusal_page(request, "failed", status=502)
    return answer


def _provider(request: HttpRequest, provider_id: str) -> Any:
    try:
        return get_adapter(request).get_provider(request, provider_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None
