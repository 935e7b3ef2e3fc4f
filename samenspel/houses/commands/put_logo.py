"""Give a house its logo and say what it shows, or take it away. By an admin of that house, and told."""

from collections.abc import Mapping
from hashlib import blake2b

from samenspel.houses.commands.change_house import Administration, administering
from samenspel.houses.models import HouseLogo
from samenspel.houses.queries.directory import LANGUAGES, forget_directory
from samenspel.houses.rules.logo import logo_file
from samenspel.kernel.changes import tell_change
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.pictures import NoPicture

ALT_MAX = 120
TOLD = ("key", "alt")


class LogoRefused(DomainError):
    """`reason`: what `rules.logo.logo_file` found wrong."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def put_logo(*, act: Administration, alt: Mapping[str, str], content: bytes | None = None) -> str:
    """Show this logo from now on; without `content` the one that is there, with these words. Answers its key.

    `alt` is language -> at most 120 characters; where it says nothing, the name of the house stands for the logo. Raises
    LogoRefused, NotFound (another house; or no logo yet, and none given), NotAdmin.
    """
    said = {code: " ".join(alt.get(code, "").split())[:ALT_MAX] for code in LANGUAGES}
    words = {code: text for code, text in said.items() if text}
    try:
        file = logo_file(content=content) if content is not None else None
    except NoPicture as error:
        raise LogoRefused(error.reason) from error
    with administering(act) as house:
        logo = HouseLogo.objects.filter(house=house).first()
        before = {name: getattr(logo, name) for name in TOLD} if logo else None
        if file is not None:
            key = blake2b(file.content, digest_size=12).hexdigest()
            logo = HouseLogo(house=house, key=key, width=file.width, height=file.height, content=file.content)
        if logo is None:
            raise NotFound(act.house)
        logo.alt = words
        logo.save()
        _tell(act, before, {"key": logo.key, "alt": words})
    forget_directory()
    return logo.key


def remove_logo(*, act: Administration) -> None:
    """The name of the house stands there again. Raises NotFound, NotAdmin."""
    with administering(act) as house:
        logo = HouseLogo.objects.filter(house=house).first()
        if logo is None:
            raise NotFound(act.house)
        before = {name: getattr(logo, name) for name in TOLD}
        logo.delete()
        _tell(act, before, dict.fromkeys(TOLD))
    forget_directory()


def _tell(act: Administration, before: Mapping[str, object] | None, after: Mapping[str, object]) -> None:
    tell_change(
        kind="houses.logo.saved",
        house=act.house,
        subject=act.house,
        before=before,
        after=after,
        by=act.by,
        at=act.at,
    )
