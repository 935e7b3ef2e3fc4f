"""One login, by its number or its address, and whether an identity at a provider belongs to it."""

from allauth.socialaccount.models import SocialAccount

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


def has_identity(*, user: int, provider: str) -> bool:
    """Whether this login is joined to somebody at that provider already."""
    return bool(SocialAccount.objects.filter(user_id=user, provider=provider).exists())
