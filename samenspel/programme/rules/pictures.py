"""Read an uploaded picture and make the files that pages show. Pure: bytes in, bytes out."""

from dataclasses import dataclass

from PIL import Image

from samenspel.kernel.pictures import BYTES_MAX, PIXELS_MAX, NoPicture, webp
from samenspel.kernel.pictures import read_picture as read

__all__ = ["BYTES_MAX", "PIXELS_MAX", "NoPicture", "cut", "read_picture"]

SIDE_MIN, SIDE_MAX = 400, 2400
PORTRAIT, WIDE = (800, 1200), (1600, 900)


@dataclass(frozen=True, slots=True)
class Cuts:
    """WebP files. `whole` is at most 2,400 pixels wide or high; `portrait` is 2:3 (card), `wide` 16:9 (link preview)."""

    width: int
    height: int
    whole: bytes
    portrait: bytes
    wide: bytes


def read_picture(*, content: bytes) -> Image.Image:
    """The pixels of a JPEG, PNG or WebP as `kernel.pictures` reads it, at least 400 a side. Raises NoPicture."""
    return read(content=content, side_min=SIDE_MIN)


def cut(*, picture: Image.Image, focal_x_bp: int, focal_y_bp: int) -> Cuts:
    """The files of a picture; each crop holds as much as fits, its middle as near to the focal point as the edges allow."""
    whole = picture.copy()
    whole.thumbnail((SIDE_MAX, SIDE_MAX), Image.Resampling.LANCZOS)
    centring = (focal_x_bp / 10_000, focal_y_bp / 10_000)
    return Cuts(
        width=whole.width,
        height=whole.height,
        whole=webp(picture=whole),
        portrait=webp(picture=_crop(whole, PORTRAIT, centring)),
        wide=webp(picture=_crop(whole, WIDE, centring)),
    )


def _crop(picture: Image.Image, size: tuple[int, int], focal: tuple[float, float]) -> Image.Image:
    share = min(picture.width / size[0], picture.height / size[1])
    width, height = round(size[0] * share), round(size[1] * share)
    left = min(max(round(picture.width * focal[0] - width / 2), 0), picture.width - width)
    top = min(max(round(picture.height * focal[1] - height / 2), 0), picture.height - height)
    return picture.resize(size, Image.Resampling.LANCZOS, (left, top, left + width, top + height))
