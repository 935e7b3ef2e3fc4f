"""Read an uploaded picture safely. Pure: bytes in, pixels out.

What comes out was drawn anew from its pixels: metadata (place, camera, name), and whatever else stood in the file, is gone.
"""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from samenspel.kernel.svg import is_svg

BYTES_MAX = 10_000_000
PIXELS_MAX = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 82


class NoPicture(ValueError):
    """`reason`: svg, not_a_picture, too_heavy, too_many_pixels or too_small."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_picture(*, content: bytes, side_min: int) -> Image.Image:
    """The pixels of a JPEG, PNG or WebP of at most 10 MB and 40 megapixels, upright.

    Each side has at least `side_min` pixels. Raises NoPicture.
    """
    if len(content) > BYTES_MAX:
        raise NoPicture("too_heavy")
    if is_svg(content):
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
    if min(upright.size) < side_min:
        raise NoPicture("too_small")
    return _on_white(upright)


def webp(*, picture: Image.Image) -> bytes:
    """The picture as a file for pages."""
    file = BytesIO()
    picture.save(file, "WEBP", quality=QUALITY, method=4)
    return file.getvalue()


def png(*, picture: Image.Image) -> bytes:
    """The picture as a file for pages, mails and papers alike."""
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    layer = picture.convert("RGBA")
    paper = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(paper, layer).convert("RGB")
