from pathlib import Path

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from samenspel.web import design
from samenspel.web.design import charts, icons

REFERENCE = Path(__file__).parents[3] / "docs/reference/design-system.md"
COMPONENTS = Path(design.__file__).parent / "jinja2/design/components"
PARTS_OF_OTHERS = {"field_notes", "seat_mark"}


def shown(template: str, **context: object) -> str:
    with translation.override("nl"):
        return str(engines["jinja2"].from_string(template).render(context))


def test_every_component_stands_in_the_reference() -> None:
    names = {path.stem for path in COMPONENTS.glob("*.html")} - PARTS_OF_OTHERS
    text = REFERENCE.read_text()
    assert {name for name in names if f"| `{name}` |" not in text} == set()


def test_poster_takes_an_object_a_row_or_an_address() -> None:
    class Row:
        production_id = 7
        id = 3

    assert 'src="/poster/7/"' in shown("{{ poster(p) }}", p=Row())
    assert 'src="/poster/3/"' in shown("{{ poster(p) }}", p={"id": 3})
    assert 'src="/own.jpg"' in shown("{{ poster(p) }}", p={"id": 3, "poster_url": "/own.jpg"})
    assert 'alt="&lt;x&gt;"' in shown("{{ poster(p, alt) }}", p={"id": 3}, alt="<x>")


@pytest.mark.parametrize(
    ("path", "urls"),
    [
        (
            "/agenda/?genre=dance",
            ["/agenda/?genre=dance", "/fr/agenda/?genre=dance", "/en/agenda/?genre=dance"],
        ),
        ("/fr/agenda/", ["/agenda/", "/fr/agenda/", "/en/agenda/"]),
        ("/friends/", ["/friends/", "/fr/friends/", "/en/friends/"]),
        ("/en", ["/", "/fr/", "/en/"]),
    ],
)
def test_language_links_keep_the_page(path: str, urls: list[str]) -> None:
    request = RequestFactory().get(path)
    template = "{% for link in language_links(request) %}{{ link.url }} {% endfor %}"
    assert shown(template, request=request).split() == urls


def test_filters_say_nothing_for_nothing() -> None:
    assert shown("{{ x|euro }}{{ x|moment }}{{ x|day }}{{ x|clock }}{{ x|percent_bp }}", x=None) == ""


def test_icons_are_silent_unless_named() -> None:
    assert 'aria-hidden="true"' in shown('{{ icon("ticket") }}')
    assert 'aria-label="&quot;x"' in shown("{{ icon('ticket', label) }}", label='"x')
    assert set(icons.ICONS) >= {"ticket", "clock", "warning", "check"}


def test_sparkline_and_fill_draw_any_figures() -> None:
    assert "NaN" not in charts.sparkline_svg(values=[0, 0, 0])
    assert charts.sparkline_svg(values=[]).count("<path") == 1
    assert charts.sparkline_svg(values=[5]).count("<path") == 3
    assert 'width="100"' in charts.fill_svg(share_bp=20_000)
    assert 'class="fill__bar" width="0"' in charts.fill_svg(share_bp=-1)


def test_alert_block_escapes_what_it_is_given() -> None:
    html = shown('{% call ui.alert("error", title="Fout") %}<p>{{ x }}</p>{% endcall %}', x="<script>")
    assert "<p>&lt;script&gt;</p>" in html
    assert "alert--error" in html
