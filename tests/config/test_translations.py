"""The check of the translations sees what is missing: texts of code and templates, Dutch and French."""

from pathlib import Path

import pytest

from tools import translations

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: nl\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    (tmp_path / "samenspel/shop/templates/shop").mkdir(parents=True)
    (tmp_path / "samenspel/shop/locale/nl/LC_MESSAGES").mkdir(parents=True)
    return tmp_path


def catalogue(project: Path, text: str) -> Path:
    path = project / "samenspel/shop/locale/nl/LC_MESSAGES/django.po"
    path.write_text(PO + text, encoding="utf-8")
    return path


def problems(project: Path) -> list[str]:
    return list(translations.problems_of("nl", list(translations.all_texts())))


def test_texts_of_code_and_templates_are_found(project: Path) -> None:
    (project / "samenspel/shop/views.py").write_text(
        'x = pgettext("verb", "Order")\ny = ngettext("%(n)d seat", "%(n)d seats", n)\n'
    )
    (project / "samenspel/shop/templates/shop/a.html").write_text(
        '{% load i18n %}{% translate "It\'s free" %}\n'
        "{% blocktranslate trimmed count n=n with who=x.y %}\n  {{ n }} place for {{ who }}\n{% plural %}\n"
        "  {{ n }} places for {{ who }}\n{% endblocktranslate %}{% translate 'May' context 'month' as may %}"
    )
    assert {(text.context, text.text, text.plural) for text in translations.all_texts()} == {
        ("verb", "Order", None),
        (None, "%(n)d seat", "%(n)d seats"),
        (None, "It's free", None),
        (None, "%(n)s place for %(who)s", "%(n)s places for %(who)s"),
        ("month", "May", None),
    }


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("", "is missing"),
        ('msgid "Hello %(who)s"\nmsgstr ""\n', "is empty"),
        ('#, fuzzy\nmsgid "Hello %(who)s"\nmsgstr "Dag %(who)s"\n', "is uncertain (fuzzy)"),
        ('msgid "Hello %(who)s"\nmsgstr "Dag %(wie)s"\n', "has other placeholders: 'Dag %(wie)s'"),
        ('msgid "Hello %(who)s"\nmsgstr "Dag"\n', "lost a placeholder: 'Dag'"),
    ],
)
def test_faulty_translation_is_named(project: Path, entry: str, problem: str) -> None:
    (project / "samenspel/shop/views.py").write_text('\nx = gettext("Hello %(who)s")\n')
    catalogue(project, entry)
    assert problems(project) == [f"nl: samenspel/shop/views.py:2: 'Hello %(who)s' {problem}"]


def test_complete_catalogue_has_no_problem_and_compiles(project: Path) -> None:
    (project / "samenspel/shop/views.py").write_text('x = gettext("Hello")\n')
    path = catalogue(project, 'msgid "Hello"\nmsgstr "Dag"\n')
    assert (problems(project), translations.compile_all()) == ([], 0)
    assert path.with_suffix(".mo").exists()
