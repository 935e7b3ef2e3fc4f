"""A visitor who bought something asks for a sign-in code: the contact gets a login when it has none."""

from samenspel.contacts.models import Contact
from samenspel.identity.commands.make_login import make_login
from samenspel.kernel.tenancy import Scope


def give_login(*, email: str) -> bool:
    """Make a login without a password for the contact with this address; False when nobody bought with it.

    Asked before the address is proven, so it makes a login and opens nothing: the code that follows goes to the address.
    The page answers the same in both cases, so that nobody learns who is a customer. Idempotent.
    """
    with Scope.of_system().open():
        contact = Contact.objects.filter(email=email.strip().lower()).first()
        if contact is None:
            return False
        if contact.user_id is None:
            make_login(email=contact.email, name=contact.name, language=contact.language)
        return True
