"""The identity provider that staff may sign in with (ACM/IDM, or any other that speaks OpenID Connect), as settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

PROVIDER_ID = "organisatie"
NEAR = ("localhost", "127.0.0.1")


class BadOidc(ValueError):
    """A variable of the identity provider is missing or wrong; the text says which."""


@dataclass(frozen=True, slots=True)
class StaffOidc:
    """What the provider is called, and which of its claims say what.

    `organisations` are codes that are no enterprise number, with the slug of their house. An empty claim is not looked at.
    """

    name: str
    person: str
    email: str
    email_verified: str
    organisation: str
    organisations: dict[str, str]
    roles: str
    role: str


def staff_oidc_settings(values: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """STAFF_OIDC (the fields of `StaffOidc`) and allauth's SOCIALACCOUNT_PROVIDERS; both empty without OIDC_ISSUER.

    The claims are those of ACM/IDM unless the environment says otherwise. Raises BadOidc, never repeating the secret.
    """
    issuer = values.get("OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return {}, {}
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in NEAR:
        raise BadOidc("OIDC_ISSUER begins with https://")
    missing = [name for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET") if not values.get(name)]
    if missing:
        raise BadOidc(f"OIDC_ISSUER is set, so {missing[0]} is needed too")
    claims = StaffOidc(
        name=values.get("OIDC_NAME") or "ACM/IDM",
        person=values.get("OIDC_PERSON_CLAIM") or "sub",
        email=values.get("OIDC_EMAIL_CLAIM") or "email",
        email_verified=values.get("OIDC_EMAIL_VERIFIED_CLAIM") or "email_verified",
        organisation=values.get("OIDC_ORGANISATION_CLAIM", "vo_orgcode"),
        organisations=_pairs(values.get("OIDC_ORGANISATIONS", "")),
        roles=values.get("OIDC_ROLES_CLAIM", ""),
        role=values.get("OIDC_ROLE", ""),
    )
    if bool(claims.roles) != bool(claims.role):
        raise BadOidc("OIDC_ROLES_CLAIM and OIDC_ROLE go together")
    app = {
        "provider_id": PROVIDER_ID,
        "name": claims.name,
        "client_id": values["OIDC_CLIENT_ID"],
        "secret": values["OIDC_CLIENT_SECRET"],
        "settings": {
            "server_url": issuer,
            "uid_field": claims.person,
            "scope": (values.get("OIDC_SCOPES") or "openid profile vo").split(),
            "oauth_pkce_enabled": True,
        },
    }
    provider = {"provider_class": "samenspel.web.sign_in.oidc.StaffProvider", "APPS": [app]}
    return asdict(claims), {"openid_connect": provider}


def _pairs(text: str) -> dict[str, str]:
    """`OVO000001=cc-zuid,OVO000002=gc-noord` as a dictionary."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if any(not slug.strip() for _code, _equals, slug in pairs):
        raise BadOidc("OIDC_ORGANISATIONS is written as code=house,code=house")
    return {code.strip(): slug.strip() for code, _equals, slug in pairs}
