"""Make a login for an address that has none yet."""

from dataclasses import dataclass

from samenspel.identity.models import User


@dataclass(frozen=True, slots=True)
class Login:
    """`is_new` when it was made now; `has_password` says whether its owner ever chose one."""

    user_id: int
    is_new: bool
    has_password: bool


def make_login(*, email: str, name: str = "", language: str = "nl") -> Login:
    """The login of `email` (any case), made without a password when there is none. Idempotent.

    A name is written on a new login only: afterwards it is the person's own.
    """
    address = email.strip().lower()
    found = User.objects.filter(email=address).first()
    if found is not None:
        return Login(found.pk, is_new=False, has_password=found.has_usable_password())
    fresh = User(email=address, name=name.strip(), language=language)
    fresh.set_unusable_password()
    # Two invitations at once: the second one finds the first one's row.
    User.objects.bulk_create([fresh], ignore_conflicts=True)
    made = User.objects.get(email=address)
    return Login(made.pk, is_new=True, has_password=made.has_usable_password())
