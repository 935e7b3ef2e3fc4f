"""What somebody answered to which house, and the words that are asked now."""

from dataclasses import dataclass
from datetime import datetime

from samenspel.contacts.models import Consent, ConsentPurpose, ConsentText, Contact
from samenspel.kernel.errors import NotFound
from samenspel.kernel.remember import Memory
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """The newest version of a consent text: language -> sentence, with `{house}` in it."""

    id: int
    version: int
    text: dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer in force of one contact to one house."""

    house_id: int
    given: bool
    at: datetime


_memory: Memory[tuple[ConsentWords, ...]] = Memory(ttl_s=60, size=8)


def newsletter_words() -> ConsentWords:
    """What is asked for a house's newsletter by e-mail; at most a minute old. Raises NotFound when no text exists."""
    words = _memory.get("newsletter", _read_words)
    if not words:
        raise NotFound("newsletter")
    return words[0]


def _read_words() -> tuple[ConsentWords, ...]:
    """One, or none: that there is none is remembered too."""
    found = (
        ConsentText.objects.filter(purpose=ConsentPurpose.NEWSLETTER, channel="email")
        .order_by("-version")
        .first()
    )
    return () if found is None else (ConsentWords(found.pk, found.version, found.text),)


def answers_of(*, scope: Scope, contact: int) -> tuple[Answer, ...]:
    """The newest answer of a contact to each house about its newsletter. Nothing for a scope that may not see them."""
    with scope.open():
        rows = (
            Consent.objects.filter(contact_id=contact, text__purpose=ConsentPurpose.NEWSLETTER)
            .order_by("house_id", "-at", "-id")
            .distinct("house_id")
        )
        return tuple(Answer(row.house_id, row.given, row.at) for row in rows)


def contact_of_login(*, user: int, email: str) -> int | None:
    """The contact that a login is: tied to it before, or of the same address, which signing in by code has proven."""
    with Scope.of_system().open():
        found = (
            Contact.objects.filter(user_id=user).first()
            or Contact.objects.filter(email=email.lower()).first()
        )
    return None if found is None else found.pk
