"""The files of logos: everybody's to see."""

from collections.abc import Collection

from samenspel.houses.models import HouseLogo
from samenspel.houses.queries.directory import Logo, logo_of


def logo_now(*, slug: str) -> Logo | None:
    """The logo of this house at this moment, not half a minute ago: for whoever changes it."""
    row = HouseLogo.objects.filter(house__slug=slug).values_list("key", "alt", "width", "height").first()
    return None if row is None else logo_of(slug=slug, key=row[0], alt=row[1], width=row[2], height=row[3])


def logo_content(*, house: int, key: str) -> bytes | None:
    """The PNG of which a page knows the key; None when the house has another logo by now, or none."""
    content = HouseLogo.objects.filter(house=house, key=key).values_list("content", flat=True).first()
    return None if content is None else bytes(content)


def logo_contents(*, houses: Collection[int]) -> dict[int, bytes]:
    """The PNG of each of these houses that has a logo."""
    rows = HouseLogo.objects.filter(house__in=houses).values_list("house", "content")
    return {house: bytes(content) for house, content in rows}
