"""Ask that everything about me goes."""

from datetime import datetime

from samenspel.contacts.models import Consent, Contact
from samenspel.contacts.queries.consents import answers_of
from samenspel.kernel.errors import NotFound
from samenspel.kernel.events import append
from samenspel.kernel.tenancy import Scope


def ask_erasure(*, scope: Scope, contact: int, language: str, at: datetime) -> None:
    """Withdraw every consent at once, untie the login, and put the request where the houses' staff and the eraser see it.

    Orders stay as long as the law on bookkeeping asks; the name and address in them go with the erasure itself.
    Raises NotFound when `scope` is not this contact's own.
    """
    if scope.contact != contact:
        raise NotFound(contact)
    given = [answer for answer in answers_of(scope=scope, contact=contact) if answer.given]
    with Scope.of_system().open():
        for answer in given:
            text = Consent.objects.filter(contact_id=contact, house_id=answer.house_id).latest("at").text_id
            Consent.objects.create(
                contact_id=contact,
                house_id=answer.house_id,
                text_id=text,
                given=False,
                at=at,
                language=language,
                proof={"where": "erasure"},
            )
        append(kind="contacts.erasure.asked", subject=str(contact), payload={}, at=at)
        Contact.objects.filter(pk=contact).update(user=None)
