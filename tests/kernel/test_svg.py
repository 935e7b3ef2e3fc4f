"""SVG pictures: what is refused and why, and that what is drawn takes no long time."""

from io import BytesIO
from time import perf_counter

import pytest
from PIL import Image

from samenspel.kernel.svg import BadSvg, drawn

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" '
LOGO = (
    HEAD
    + '><style>.a{fill:#b3261e}</style><rect class="a" width="10" height="20"/><circle cx="30" cy="10" r="8"/></svg>'
)
LAYER = '<g opacity=".9"><rect width="40" height="20" opacity=".5"/></g>'
GRADIENT = '<linearGradient id="g"><stop stop-color="#00f"/></linearGradient>'
BILLION = (
    "".join(f'<g id="l{n}">' + f'<use href="#l{n + 1}"/>' * 10 + "</g>" for n in range(9))
    + '<rect id="l9" width="1" height="1"/>'
)

REFUSED = {
    "a script": (HEAD + "><script>alert(1)</script></svg>", "svg_script"),
    "a script at a click": (HEAD + 'onload="alert(1)"/>', "svg_script"),
    "a web page inside": (HEAD + "><foreignObject><p/></foreignObject></svg>", "svg_script"),
    "a link with a script": (HEAD + '><a href="javascript:alert(1)"/></svg>', "svg_outside"),
    "a style from elsewhere": (
        HEAD + "><style>@import 'https://x.example/a.css'</style></svg>",
        "svg_outside",
    ),
    "a file of this machine": (HEAD + '><image href="file:///etc/passwd"/></svg>', "svg_outside"),
    "a picture inside": (HEAD + '><image href="data:image/png;base64,iVBORw0K"/></svg>', "svg_outside"),
    "an entity of its own": ('<!DOCTYPE svg [<!ENTITY a "a">]>' + HEAD + "/>", "not_a_picture"),
    "an entity from a file": (
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + HEAD + "><text>&a;</text></svg>",
        "not_a_picture",
    ),
    "letters": (HEAD + "><text>CC</text></svg>", "svg_letters"),
    "half a file": (LOGO[:60], "not_a_picture"),
    "a web page": ("<html><svg/></html>", "not_a_picture"),
    "a filter": (HEAD + '><filter id="f"/></svg>', "svg_intricate"),
    "600 kB": (HEAD + ">" + " " * 600_000 + "</svg>", "svg_intricate"),
    "two thousand layers": (HEAD + ">" + LAYER * 2000 + "</svg>", "svg_intricate"),
    "a billion by using": (HEAD + ">" + BILLION + "</svg>", "svg_intricate"),
    "one that uses itself": (HEAD + '><g id="a"><use href="#a"/></g></svg>', "svg_intricate"),
    "groups in groups": (HEAD + ">" + "<g>" * 200 + "</g>" * 200 + "</svg>", "svg_intricate"),
    "a cut by style sheet": (
        HEAD + '><style>*{clip-path:url(#c)}</style><clipPath id="c"><rect/></clipPath></svg>',
        "svg_intricate",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_svg_that_is_no_plain_drawing_is_refused_with_a_reason(name: str) -> None:
    content, reason = REFUSED[name]
    with pytest.raises(BadSvg) as refused:
        drawn(content=content.encode(), width=240, height=80)
    assert refused.value.reason == reason


def test_svg_is_drawn_in_the_middle_on_nothing() -> None:
    picture = Image.open(BytesIO(drawn(content=LOGO.encode(), width=240, height=80)))
    assert (picture.size, picture.mode) == ((240, 80), "RGBA")
    assert picture.getpixel((50, 40)) == (0xB3, 0x26, 0x1E, 255)
    assert picture.getpixel((5, 40)) == (0, 0, 0, 0)


def test_gradients_of_a_style_sheet_are_drawn() -> None:
    text = (
        HEAD + f'><style>.a{{fill:url(#g)}}</style>{GRADIENT}<rect class="a" width="40" height="20"/></svg>'
    )
    picture = Image.open(BytesIO(drawn(content=text.encode(), width=240, height=80)))
    assert picture.getpixel((120, 40)) == (0, 0, 255, 255)


def test_dearest_drawing_ends() -> None:
    text = HEAD + ">" + LAYER * 740 + "</svg>"
    begun = perf_counter()
    drawn(content=text.encode(), width=720, height=240)
    assert perf_counter() - begun < 30  # 2 s on one core of ours
