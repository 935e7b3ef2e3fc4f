"""Read an uploaded picture and make the files that pages show. Pure: bytes in, bytes out.

What comes out was drawn anew from its pixels: metadata (place, camera, name), and whatever else stood in the file, is gone.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

BYTES_MAX = 10_000_000
PIXELS_MAX = 40_000_000
SIDE_MIN, SIDE_MAX = 400, 2400
PORTRAIT, WIDE = (800, 1200), (1600, 900)
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 82


class NoPicture(ValueError):
    """`reason`: svg, not_a_picture, too_heavy, too_many_pixels or too_small."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Cuts:
    """WebP files. `whole` is at most 2,400 pixels wide or high; `portrait` is 2:3 (card), `wide` 16:9 (link preview)."""

    width: int
    height: int
    whole: bytes
    portrait: bytes
    wide: bytes


def read_picture(*, content: bytes) -> Image.Image:
    """The pixels of a JPEG, PNG or WebP of at most 10 MB and 40 megapixels, upright. Raises NoPicture."""
    if len(content) > BYTES_MAX:
        raise NoPicture("too_heavy")
    if _is_svg(content):
        raise NoPicture("svg")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(content), formats=FORMATS)
            # Known from the head of the file, before one pixel is unpacked.
            if opened.width * opened.height > PIXELS_MAX:
                raise NoPicture("too_many_pixels")
            opened.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise NoPicture("too_many_pixels") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        if isinstance(error, NoPicture):
            raise
        raise NoPicture("not_a_picture") from error
    upright = ImageOps.exif_transpose(opened)
    if min(upright.size) < SIDE_MIN:
        raise NoPicture("too_small")
    return _on_white(upright)


def cut(*, picture: Image.Image, focal_x_bp: int, focal_y_bp: int) -> Cuts:
    """The files of a picture; each crop holds as much as fits, its middle as near to the focal point as the edges allow."""
    whole = picture.copy()
    whole.thumbnail((SIDE_MAX, SIDE_MAX), Image.Resampling.LANCZOS)
    centring = (focal_x_bp / 10_000, focal_y_bp / 10_000)
    return Cuts(
        width=whole.width,
        height=whole.height,
        whole=_webp(whole),
        portrait=_webp(_crop(whole, PORTRAIT, centring)),
        wide=_webp(_crop(whole, WIDE, centring)),
    )


def _crop(picture: Image.Image, size: tuple[int, int], focal: tuple[float, float]) -> Image.Image:
    share = min(picture.width / size[0], picture.height / size[1])
    width, height = round(size[0] * share), round(size[1] * share)
    left = min(max(round(picture.width * focal[0] - width / 2), 0), picture.width - width)
    top = min(max(round(picture.height * focal[1] - height / 2), 0), picture.height - height)
    return picture.resize(size, Image.Resampling.LANCZOS, (left, top, left + width, top + height))


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    layer = picture.convert("RGBA")
    paper = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(paper, layer).convert("RGB")


def _webp(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "WEBP", quality=QUALITY, method=4)
    return file.getvalue()


def _is_svg(content: bytes) -> bool:
    head = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(b"<") and b"<svg" in content[:20_000].lower()
