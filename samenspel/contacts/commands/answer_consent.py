"""Answer a house: may it write to me."""

from datetime import datetime

from samenspel.contacts.models import Consent
from samenspel.kernel.errors import NotFound
from samenspel.kernel.events import append
from samenspel.kernel.tenancy import Scope


def answer_consent(
    *, scope: Scope, contact: int, house: int, text: int, given: bool, language: str, where: str, at: datetime
) -> None:
    """Write down one answer; the newest is in force, older ones stay as proof. `where` names the page it was given on.

    Raises NotFound when `scope` is not this contact's own. The fact belongs to the house, so the product writes it.
    """
    if scope.contact != contact:
        raise NotFound(contact)
    with Scope.of_system().open():
        Consent.objects.create(
            contact_id=contact,
            house_id=house,
            text_id=text,
            given=given,
            at=at,
            language=language,
            proof={"where": where},
        )
        append(
            kind="contacts.consent.answered",
            house_id=house,
            subject=str(contact),
            payload={"given": given, "text": text},
            at=at,
        )
