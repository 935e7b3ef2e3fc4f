"""A visitor signed in: tie the login to the contact with that address."""

from datetime import datetime

from samenspel.contacts.models import Contact
from samenspel.kernel.tenancy import Scope


def tie_login(*, user: int, email: str, language: str, at: datetime) -> int:
    """The contact of this login, made when there is none. The address was proven by the code sent to it. Idempotent."""
    address = email.strip().lower()
    with Scope.of_system().open():
        tied = Contact.objects.filter(user_id=user).first()
        if tied is not None:
            return tied.pk
        contact, _ = Contact.objects.get_or_create(
            email=address, defaults={"language": language, "created_at": at, "user_id": user}
        )
        if contact.user_id != user:
            contact.user_id = user
            contact.save(update_fields=["user"])
        return contact.pk
