"""Keep a picture of a house to trace its halls over."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.pictures import NoPicture, read_picture, webp
from samenspel.kernel.tenancy import Scope
from samenspel.venues.models import PlanPicture

SIDE_MIN, SIDE_MAX = 100, 3000


class PlanPictureRefused(DomainError):
    """`reason`: svg, not_a_picture, too_heavy (10 MB), too_many_pixels (40 million) or too_small (100 a side)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """What a drawing calls it, and its size in pixels (at most 3,000 a side)."""

    key: str
    width: int
    height: int


def put_plan_picture(*, scope: Scope, house: int, content: bytes, at: datetime) -> KeptPicture:
    """Keep a JPEG, PNG or WebP of at most 10 MB as WebP; the same picture is kept once. Raises PlanPictureRefused, NotFound."""
    if not (scope.system or house in scope.houses):
        raise NotFound(house)
    try:
        picture = read_picture(content=content, side_min=SIDE_MIN)
    except NoPicture as error:
        raise PlanPictureRefused(error.reason) from error
    picture.thumbnail((SIDE_MAX, SIDE_MAX))
    file = webp(picture=picture)
    key = blake2b(file, digest_size=12).hexdigest()
    with scope.open():
        PlanPicture.objects.get_or_create(
            house_id=house,
            key=key,
            defaults={"width": picture.width, "height": picture.height, "content": file, "put_at": at},
        )
    return KeptPicture(key, picture.width, picture.height)
