"""Staff sign in with their organisation's identity provider: allauth's OpenID Connect, with every check of the standard on.

Imported only where a provider is configured. allauth follows the code flow with PKCE and state; what it leaves out is here: a
nonce, the signature of the ID token although it came over TLS, and that userinfo speaks of the same person.
Source: OpenID Connect Core 1.0, 3.1.3.7 and 5.3.2.
"""

from hashlib import sha256
from typing import Any

from allauth.core.internal.deferred import jwt
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest

ALGORITHM = "RS256"
NEEDED = frozenset({"iss", "sub", "aud", "exp", "iat", "nonce"})


def nonce_of(verifier: str) -> str:
    """The nonce that belongs to a PKCE verifier: as secret as the verifier is, and bound to the same session."""
    return sha256(f"nonce {verifier}".encode()).hexdigest()


class StaffAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One answer of the provider: believed only when all of it is true."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider publishes of itself. Raises OAuth2Error when it speaks for somebody else."""
        config: dict[str, Any] = super().openid_config
        if config.get("issuer") != self.get_provider().app.settings["server_url"]:
            raise OAuth2Error("Another issuer than the configured one.")
        return config

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        self.nonce = nonce_of(pkce_code_verifier or "")
        data: dict[str, Any] = super().get_access_token_data(request, app, client, pkce_code_verifier)
        self.did_fetch_access_token = False  # what came over TLS is still checked by its signature
        return data

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        claims = self._checked(app, kwargs["response"].get("id_token") or "")
        if "userinfo_endpoint" in self.openid_config:
            told = self._fetch_user_info(token.token)
            if told.get("sub") != claims["sub"]:
                raise OAuth2Error("Userinfo is about somebody else.")
            claims = told | claims
        return self.get_provider().sociallogin_from_response(request, claims)

    def _checked(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            if jwt.get_unverified_header(id_token)["alg"] != ALGORITHM:
                raise OAuth2Error("Another algorithm than RS256.")
            claims: dict[str, Any] = self._decode_id_token(app, id_token)
        except (KeyError, TypeError, ValueError, jwt.PyJWTError) as error:
            raise OAuth2Error("This is no ID token.") from error
        if not claims.keys() >= NEEDED:
            raise OAuth2Error("The ID token does not say enough.")
        if claims.get("azp", app.client_id) != app.client_id or claims["aud"] not in (
            app.client_id,
            [app.client_id],
        ):
            raise OAuth2Error("The ID token is for somebody else too.")
        if claims["nonce"] != self.nonce:
            raise OAuth2Error("The ID token answers another question.")
        return claims


class StaffProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """The provider of the settings. Of its claims only those are kept that decide about signing in."""

    oauth2_adapter_class = StaffAdapter

    def get_pkce_params(self) -> dict[str, str]:
        params: dict[str, str] = super().get_pkce_params()
        return params | {"nonce": nonce_of(params["code_verifier"])}

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        claims = settings.STAFF_OIDC
        names = {claims[name] for name in ("email", "email_verified", "organisation", "roles")}
        return {name: data[name] for name in sorted(names) if name in data}
