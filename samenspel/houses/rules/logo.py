"""Make the one file of a logo that pages, mails and tickets show. Pure: bytes in, bytes out."""

from dataclasses import dataclass

from PIL import Image, ImageChops

from samenspel.kernel.pictures import NoPicture, png, read_picture
from samenspel.kernel.svg import BadSvg, drawn, is_svg

WIDTH_MAX, HEIGHT_MAX = 720, 240
"""60 mm wide on a ticket, at 300 dots to the inch."""
SIDE_MIN = 32
PAPER = 24
"""Nearer to white than this (0-255) is paper: what is trimmed, and what nobody would see on a white plate."""


@dataclass(frozen=True, slots=True)
class LogoFile:
    """A PNG on white without its margins, at most 720 x 240 pixels."""

    width: int
    height: int
    content: bytes


def logo_file(*, content: bytes) -> LogoFile:
    """The logo in a PNG, JPEG, WebP or SVG.

    Raises NoPicture: the reasons of `kernel.pictures` and `kernel.svg`, too_small (32 pixels high after trimming) and unseen
    (white on nothing).
    """
    picture = read_picture(content=_pixels(content), side_min=SIDE_MIN)
    edges = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).convert("L")
    box = edges.point(lambda level: 255 if level > PAPER else 0).getbbox()
    if box is None:
        raise NoPicture("unseen")
    trimmed = picture.crop(box)
    if trimmed.height < SIDE_MIN:
        raise NoPicture("too_small")
    trimmed.thumbnail((WIDTH_MAX, HEIGHT_MAX), Image.Resampling.LANCZOS)
    return LogoFile(trimmed.width, trimmed.height, png(picture=trimmed))


def _pixels(content: bytes) -> bytes:
    if not is_svg(content):
        return content
    try:
        return drawn(content=content, width=WIDTH_MAX, height=HEIGHT_MAX)
    except BadSvg as error:
        raise NoPicture(error.reason) from error
