"""Write down the exact words people are asked to agree to."""

from collections.abc import Mapping

from samenspel.contacts.models import ConsentText
from samenspel.kernel.errors import DomainError


class TextIsFixed(DomainError):
    """This version has other words already: a text never changes, other words are a next version."""


def put_consent_text(*, purpose: str, channel: str, version: int, text: Mapping[str, str]) -> int:
    """The id of that version of the text, made when new. `text` is language -> sentence with {house}.

    Raises TextIsFixed.
    """
    row, _ = ConsentText.objects.get_or_create(
        purpose=purpose, channel=channel, version=version, defaults={"text": dict(text)}
    )
    if row.text != dict(text):
        raise TextIsFixed
    return row.pk
