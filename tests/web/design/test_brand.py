import colorsys
import re
from pathlib import Path

import pytest

from samenspel.houses.rules.brand import PAPERS_DARK, PAPERS_LIGHT
from samenspel.kernel.colour import contrast
from samenspel.web.design import brand

CSS = Path(brand.__file__).parent / "static/design/css/tokens.css"
WHEEL = [
    "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue / 24, light / 10, 0.9))
    for hue in range(24)
    for light in range(11)
]


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block))


def themes() -> dict[str, dict[str, str]]:
    text = CSS.read_text()
    light, dark = text.split("@media (prefers-color-scheme: dark)", 1)
    forced = dark.split(':root[data-theme="dark"]', 1)
    assert tokens(forced[0]) == tokens(forced[1]), "the two dark blocks say the same"
    return {"light": tokens(light), "dark": {**tokens(light), **tokens(forced[0])}}


def test_papers_are_the_ones_of_the_tokens() -> None:
    for theme, papers in (("light", PAPERS_LIGHT), ("dark", PAPERS_DARK)):
        assert tuple(themes()[theme][name] for name in ("paper", "surface", "sunken")) == papers


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_tokens_can_be_read(theme: str) -> None:
    t = themes()[theme]
    pairs = [
        (ink, paper) for ink in ("ink", "ink-soft", "accent-text") for paper in ("paper", "surface", "sunken")
    ]
    pairs += [(tone, f"{tone}-tint") for tone in ("ok", "warn", "error", "info")]
    pairs += [("ink", f"{tone}-tint") for tone in ("ok", "warn", "error", "info")]
    pairs += [
        ("ok", "paper"),
        ("warn", "paper"),
        ("error", "paper"),
        ("error", "surface"),
        ("surface", "error"),
    ]
    pairs += [("accent-ink", "accent"), ("night-ink", "night"), ("night-soft", "night")]
    assert [pair for pair in pairs if contrast(t[pair[0]], t[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_shapes_stand_out(theme: str) -> None:
    t = themes()[theme]
    names = ["line-strong", *(f"rank-{n}" for n in range(1, 6))]
    assert [name for name in names if contrast(t[name], t["surface"]) < 3] == []


@pytest.mark.parametrize("accent", WHEEL)
def test_any_accent_becomes_readable(accent: str) -> None:
    css = brand.brand_css(accent=accent)
    sheets = re.findall(r"--accent:(#\w{6});--accent-ink:(#\w{6});--accent-text:(#\w{6});", css)
    assert len(sheets) == 3
    for (fill, ink, text), papers in zip(sheets, (PAPERS_LIGHT, PAPERS_DARK, PAPERS_DARK), strict=True):
        assert contrast(ink, fill) >= 4.5
        assert min(contrast(text, paper) for paper in papers) >= 4.5
        assert min(contrast(fill, paper) for paper in papers[:2]) >= 3


def test_control_an_accent_left_alone_would_fail() -> None:
    assert contrast("#f5c33b", PAPERS_LIGHT[0]) < 3


def test_an_unreadable_ink_is_replaced() -> None:
    assert brand.readable_ink(accent="#f5c33b", wanted="#ffffff") == "#16130f"
    assert brand.readable_ink(accent="#1d5f96", wanted="#f8f1e4") == "#f8f1e4"


@pytest.mark.parametrize("selector", [":root{}", "body", '[data-house="x"],a'])
def test_brand_refuses_what_is_not_a_selector(selector: str) -> None:
    with pytest.raises(ValueError, match="not a brand"):
        brand.brand_css(accent="#1d5f96", selector=selector)


def test_brand_refuses_what_is_not_a_colour() -> None:
    with pytest.raises(ValueError, match="not a brand"):
        brand.brand_css(accent="red}*{display:none")


def test_a_region_may_hold_the_accent_of_a_house() -> None:
    css = brand.brand_css(accent="#1d5f96", selector='[data-house="buda"]')
    assert '[data-theme="dark"] [data-house="buda"]{' in css
