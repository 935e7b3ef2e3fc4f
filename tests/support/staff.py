"""People who work in the houses of a test, signed in."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.test import Client

from samenspel.houses.models import House, Region, Role, StaffRole
from samenspel.identity.commands.make_login import make_login
from samenspel.identity.models import User
from samenspel.kernel.tenancy import Scope
from tests.support.region import NOW


def employ(
    email: str, *roles: str, house: House | None = None, region: Region | None = None, at: datetime = NOW
) -> User:
    """A login with these roles in one house, or over one region."""
    user = User.objects.get(pk=make_login(email=email, name=email.partition("@")[0].title()).user_id)
    with Scope.of_system().open():
        for role in roles:
            StaffRole.objects.create(user=user, role=role, house=house, region=region, since=at)
    return user


def signed_in(user: User) -> Client:
    """A browser in which this login is signed in."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def admin_of(house: House) -> Client:
    return signed_in(employ(f"admin@{house.slug}.example", Role.HOUSE_ADMIN, house=house))


def with_second_factor(user: User) -> User:
    """The same login, with an authenticator app set up."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user
