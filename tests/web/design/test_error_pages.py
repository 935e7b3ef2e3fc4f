import pytest
from django.template.loader import render_to_string
from django.utils import translation


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("code", [400, 403, 404, 410])
def test_error_page_says_what_to_do_and_needs_no_context(code: int, language: str) -> None:
    with translation.override(language):
        html = render_to_string(f"{code}.html")
    assert f'lang="{language}"' in html
    assert str(code) in html
    assert '<a class="button" href="/">' in html


def test_the_last_page_depends_on_nothing() -> None:
    html = render_to_string("500.html")
    assert "{%" not in html
    assert "Even pauze" in html
