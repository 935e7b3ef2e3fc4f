"""Give a production its picture, say what it shows and where its focal point is, or take it away."""

from collections.abc import Mapping
from hashlib import blake2b

from PIL import Image

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.programme.commands.change_programme import (
    Act,
    BadField,
    locked,
    programming,
    sign,
    tell,
    texts_of,
)
from samenspel.programme.models import Picture, Production
from samenspel.programme.rules.pictures import NoPicture, cut, read_picture

TOLD = ("key", "alt", "credit", "focal_x_bp", "focal_y_bp")
MIDDLE_BP = 5000


class PictureRefused(DomainError):
    """`reason`: svg, not_a_picture, too_heavy (10 MB), too_many_pixels (40 million) or too_small (400 a side)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def put_picture(
    *,
    act: Act,
    production: int,
    revision: int,
    alt: Mapping[str, str],
    credit: str = "",
    focal_x_bp: int = MIDDLE_BP,
    focal_y_bp: int = MIDDLE_BP,
    content: bytes | None = None,
) -> str:
    """Write the picture of a production of the house and cut it; without `content` the one that is there. Answers its key.

    `alt` says in each language what it shows, at most 250 characters, at least in Dutch. The focal point is 0-10000 from the
    top left. Raises PictureRefused, BadField, SavedInBetween, NotFound (no picture yet, and none given), NotProgrammer.
    """
    told = texts_of(alt, longest=250)
    if "nl" not in told:
        raise BadField("alt", "missing")
    if not (0 <= focal_x_bp <= 10_000 and 0 <= focal_y_bp <= 10_000):
        raise BadField("focal", "range")
    pixels = _read(content) if content is not None else None
    with programming(act):
        row = locked(act=act, kind=Production, id=production, revision=revision)
        found = Picture.objects.filter(production=row).first()
        if pixels is None:
            if found is None:
                raise NotFound(production)
            pixels = _read(bytes(found.whole))
        before = {each: getattr(found, each) for each in TOLD} if found else None
        cuts = cut(picture=pixels, focal_x_bp=focal_x_bp, focal_y_bp=focal_y_bp)
        # The whole is kept as it is when only the focal point moved: encoded again and again it would fade.
        whole = cuts.whole if content is not None or found is None else bytes(found.whole)
        key = blake2b(whole + cuts.portrait + cuts.wide, digest_size=12).hexdigest()
        picture = Picture(
            production=row,
            key=key,
            alt=told,
            credit=credit.strip()[:120],
            focal_x_bp=focal_x_bp,
            focal_y_bp=focal_y_bp,
            width=cuts.width,
            height=cuts.height,
            whole=whole,
            portrait=cuts.portrait,
            wide=cuts.wide,
        )
        picture.save()
        sign(act=act, row=row)
        row.save()
        after = {each: getattr(picture, each) for each in TOLD}
        tell(act=act, kind="production.pictured", subject=row.pk, before=before, after=after)
    return key


def remove_picture(*, act: Act, production: int, revision: int) -> None:
    """Take the picture away; the generated poster comes back. Raises NotFound, SavedInBetween, NotProgrammer."""
    with programming(act):
        row = locked(act=act, kind=Production, id=production, revision=revision)
        found = Picture.objects.filter(production=row).first()
        if found is None:
            raise NotFound(production)
        before = {each: getattr(found, each) for each in TOLD}
        found.delete()
        sign(act=act, row=row)
        row.save()
        tell(act=act, kind="production.pictured", subject=row.pk, before=before, after=dict.fromkeys(TOLD))


def _read(content: bytes) -> Image.Image:
    try:
        return read_picture(content=content)
    except NoPicture as error:
        raise PictureRefused(error.reason) from error
