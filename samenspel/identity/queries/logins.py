"""One login."""

from samenspel.identity.models import User
from samenspel.kernel.errors import NotFound


def login_of(*, user: int) -> User:
    """Raises NotFound."""
    found = User.objects.filter(pk=user).first()
    if found is None:
        raise NotFound(user)
    return found
