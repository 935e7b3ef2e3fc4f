"""Uploaded pictures: what is refused and why, what is kept of them, and where they are cut."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from samenspel.kernel.errors import NotFound
from samenspel.programme.commands.change_programme import Act, BadField
from samenspel.programme.commands.put_picture import PictureRefused, put_picture, remove_picture
from samenspel.programme.commands.save_production import save_production
from samenspel.programme.queries.pictures import picture_file
from samenspel.programme.queries.productions import production_of
from tests.support.programme import picture_bytes, production_fields, programmer
from tests.support.region import Fixture, build

ALT = {"nl": "Twee mensen op een strand"}


@pytest.fixture
def lo(db: None) -> Fixture:
    return build()


@pytest.fixture
def act(lo: Fixture) -> Act:
    return programmer(lo.west)


@pytest.fixture
def work(act: Act) -> int:
    return save_production(act=act, fields=production_fields())


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


BAD = {
    "a text": (b"just words, no picture", "not_a_picture"),
    "a cut off picture": (picture_bytes()[:2000], "not_a_picture"),
    "a web page with a picture's name": (b"<html><script>alert(1)</script></html>", "not_a_picture"),
    "an svg with a script": (
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "svg",
    ),
    "a gif": (picture_bytes(form="GIF"), "not_a_picture"),
    "a bomb": (png_that_says(60_000, 60_000), "too_many_pixels"),
    "41 megapixels": (png_that_says(8200, 5000), "too_many_pixels"),
    "a stamp": (picture_bytes(size=(300, 300)), "too_small"),
    "11 MB": (picture_bytes() + b"\0" * 11_000_000, "too_heavy"),
    "nothing": (b"", "not_a_picture"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_upload_is_refused_with_its_reason(act: Act, work: int, name: str) -> None:
    content, reason = BAD[name]
    with pytest.raises(PictureRefused) as refused:
        put_picture(act=act, production=work, revision=1, alt=ALT, content=content)
    assert refused.value.reason == reason
    assert production_of(scope=act.scope, house=act.house, production=work).revision == 1


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_picture_is_encoded_anew(act: Act, work: int, form: str) -> None:
    key = put_picture(act=act, production=work, revision=1, alt=ALT, content=picture_bytes(form=form))
    sizes = {
        cut: (found.format, found.size)
        for cut in ("portrait", "wide", "whole")
        for found in [Image.open(BytesIO(picture_file(production=work, key=key, cut=cut, house=act.house)))]
    }
    assert sizes == {
        "portrait": ("WEBP", (800, 1200)),
        "wide": ("WEBP", (1600, 900)),
        "whole": ("WEBP", (1200, 900)),
    }


def test_metadata_is_gone_and_the_picture_stands_upright(act: Act, work: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010E] = "Merkteken: op dit adres genomen"
    content = picture_bytes(exif=exif)
    assert b"Merkteken" in content
    key = put_picture(act=act, production=work, revision=1, alt=ALT, content=content)
    whole = picture_file(production=work, key=key, cut="whole", house=act.house)
    found = Image.open(BytesIO(whole))
    assert (found.size, dict(found.getexif()), b"Merkteken" in whole) == ((900, 1200), {}, False)


@pytest.mark.parametrize(("focal_x_bp", "colour"), [(1000, (254, 0, 0)), (9000, (0, 0, 254))])
def test_crop_keeps_the_focal_point(act: Act, work: int, focal_x_bp: int, colour: tuple[int, ...]) -> None:
    put_picture(act=act, production=work, revision=1, alt=ALT, content=picture_bytes())
    key = put_picture(act=act, production=work, revision=2, alt=ALT, focal_x_bp=focal_x_bp)
    portrait = Image.open(BytesIO(picture_file(production=work, key=key, cut="portrait", house=act.house)))
    middle = portrait.convert("RGB").getpixel((400, 600))
    assert isinstance(middle, tuple)
    assert all(abs(found - wanted) < 12 for found, wanted in zip(middle, colour, strict=True))


def test_picture_needs_words_for_who_does_not_see_it(act: Act, work: int) -> None:
    with pytest.raises(BadField, match="alt"):
        put_picture(act=act, production=work, revision=1, alt={"fr": "Une plage"}, content=picture_bytes())


def test_picture_is_shown_to_visitors_once_a_date_is_published(lo: Fixture, act: Act, work: int) -> None:
    key = put_picture(act=act, production=work, revision=1, alt=ALT, content=picture_bytes())
    with pytest.raises(NotFound):
        picture_file(production=work, key=key, cut="wide")
    with pytest.raises(NotFound):
        picture_file(production=work, key=key, cut="wide", house=lo.east.pk)
    played = lo.theatre.production_id
    shown = put_picture(act=act, production=played, revision=1, alt=ALT, content=picture_bytes())
    assert picture_file(production=played, key=shown, cut="wide")
    with pytest.raises(NotFound):
        picture_file(production=played, key="another", cut="wide")


def test_picture_is_taken_away(act: Act, work: int) -> None:
    key = put_picture(act=act, production=work, revision=1, alt=ALT, content=picture_bytes())
    remove_picture(act=act, production=work, revision=2)
    found = production_of(scope=act.scope, house=act.house, production=work)
    assert (found.picture_key, found.revision) == ("", 3)
    with pytest.raises(NotFound):
        picture_file(production=work, key=key, cut="wide", house=act.house)
