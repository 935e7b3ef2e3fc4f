"""The addresses of sign-in: allauth's views under Dutch names. Their url names are allauth's own, it asks for them."""

from allauth.account import views as account
from django.conf import settings
from django.urls import include, path, re_path

from samenspel.web.sign_in import invitations, second_step, views

oidc_urlpatterns = []
if settings.STAFF_OIDC:
    from samenspel.web.sign_in import oidc_views

    # The names are allauth's.
    oidc_urlpatterns = [
        path("met/<slug:provider_id>/", oidc_views.login, name="openid_connect_login"),
        path("met/<slug:provider_id>/terug/", oidc_views.callback, name="openid_connect_callback"),
    ]

urlpatterns = [
    path("", views.sign_in, name="account_login"),
    path("uit/", account.logout, name="account_logout"),
    path("code/", account.request_login_code, name="account_request_login_code"),
    path("code/invullen/", account.confirm_login_code, name="account_confirm_login_code"),
    path("inactief/", account.account_inactive, name="account_inactive"),
    path("opnieuw/", account.reauthenticate, name="account_reauthenticate"),
    path("wachtwoord/", account.password_change, name="account_change_password"),
    path("wachtwoord/kiezen/", account.password_set, name="account_set_password"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/nieuw/klaar/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("uitnodiging/<str:token>/", invitations.invitation, name="invitation"),
    path("tweede-stap/", second_step.second_step, name="second_step"),
    path("beveiliging/", include("allauth.mfa.urls")),
    *oidc_urlpatterns,
    # Names that allauth looks up, of pages that are not here: nobody signs up, and an address is not changed by itself.
    path("nieuw/", views.to_security, name="account_signup"),
    path("adres/", views.to_security, name="account_email"),
    path("adres/bevestigen/", views.to_security, name="account_email_verification_sent"),
    path("adres/bevestigen/<str:key>/", views.to_security, name="account_confirm_email"),
]
