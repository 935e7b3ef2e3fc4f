"""One login, by its number or its address."""

from samenspel.identity.models import User
from samenspel.kernel.errors import NotFound


def login_of(*, user: int) -> User:
    """Raises NotFound."""
    found = User.objects.filter(pk=user).first()
    if found is None:
        raise NotFound(user)
    return found


def login_at(*, email: str) -> User:
    """The login of an address, in any case. Raises NotFound."""
    found = User.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise NotFound(email)
    return found
