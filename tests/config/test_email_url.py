"""EMAIL_URL as Django's settings."""

import pytest

from samenspel.config.email_url import BadEmailUrl, email_settings


def test_no_address_sends_nothing() -> None:
    assert email_settings("") == {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}


def test_address_becomes_settings() -> None:
    assert email_settings("smtp://shop%40lo:p%2Fw@mail.example.org?from=tickets@lo.example") == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "shop@lo",
        "EMAIL_HOST_PASSWORD": "p/w",
        "EMAIL_USE_SSL": False,
        "EMAIL_USE_TLS": True,
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": "tickets@lo.example",
    }


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtps://h", 465, True, False),
        ("smtp://h:25?tls=0", 25, False, False),
        ("smtp://h:2525", 2525, False, True),
    ],
)
def test_scheme_says_how_the_line_is_sealed(url: str, port: int, ssl: bool, tls: bool) -> None:
    found = email_settings(url)

    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (port, ssl, tls)


@pytest.mark.parametrize("url", ["mail.example.org", "http://h", "smtp://:secret@", "smtp://h:x"])
def test_what_is_no_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(BadEmailUrl) as refused:
        email_settings(url)

    assert url not in str(refused.value)
