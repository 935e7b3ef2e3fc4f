"""OIDC_... as Django's settings."""

import pytest

from samenspel.config.staff_oidc import BadOidc, staff_oidc_settings

ACM = {
    "OIDC_ISSUER": "https://authenticatie.vlaanderen.be/op",
    "OIDC_CLIENT_ID": "een",
    "OIDC_CLIENT_SECRET": "geheim",
}


def test_without_an_issuer_there_is_no_provider() -> None:
    assert staff_oidc_settings({}) == ({}, {})


def test_claims_are_those_of_acm_idm_unless_said_otherwise() -> None:
    claims, providers = staff_oidc_settings(ACM | {"OIDC_ORGANISATIONS": "OVO1=west, OVO2=oost"})
    assert claims["organisation"] == "vo_orgcode"
    assert claims["organisations"] == {"OVO1": "west", "OVO2": "oost"}
    assert staff_oidc_settings(ACM | {"OIDC_ORGANISATION_CLAIM": ""})[0]["organisation"] == ""
    (app,) = providers["openid_connect"]["APPS"]
    assert app["settings"]["scope"] == ["openid", "profile", "vo"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"OIDC_ISSUER": "http://authenticatie.vlaanderen.be/op"}, "https"),
        ({"OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET"),
        ({"OIDC_ROLES_CLAIM": "x_rol_3d"}, "go together"),
        ({"OIDC_ORGANISATIONS": "OVO1"}, "code=house"),
    ],
)
def test_what_cannot_be_is_said_without_the_secret(wrong: dict[str, str], said: str) -> None:
    with pytest.raises(BadOidc, match=said) as error:
        staff_oidc_settings(ACM | wrong)
    assert "geheim" not in str(error.value)
