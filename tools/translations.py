"""Compile the translations, and check that they are complete: `translations.py compile | check`.

A text of Samenspel is written in English in the code or the template and stands in a catalogue for Dutch and for French. A text
without a translation, an uncertain one (fuzzy) or one that lost its {placeholders} makes the check fail.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("nl", "fr")
# For each function: at which argument the context stands (or none), the text, and its plural (or none).
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
CALL = re.compile(r"\b(n?p?gettext|_)\(\s*(?=u?['\"])")
LITERAL = re.compile(r"""\s*u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*(,?)""", re.DOTALL)
# {% translate %} text that Django's templatizer passes on, and named placeholders of both kinds.
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """One text to translate, and where it stands."""

    context: str | None
    text: str
    plural: str | None
    where: str


def texts_of_python(path: Path) -> Iterator[Text]:
    """Texts given to a gettext function. One that is not a literal cannot be found: that is an error of its own."""
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in FUNCTIONS:
            continue
        context, text, plural = FUNCTIONS[name]
        words = [
            argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None
            for argument in node.args
        ]
        if len(words) > text and words[text]:
            yield Text(
                context=words[context] if context is not None else None,
                text=words[text] or "",
                plural=words[plural] if plural is not None and len(words) > plural else None,
                where=f"{path.relative_to(ROOT)}:{node.lineno}",
            )


def texts_of_page(path: Path) -> Iterator[Text]:
    """Texts of `_("...")` and `{% trans %}` in a page, as Jinja2 itself reads them."""
    from jinja2.ext import babel_extract  # noqa: PLC0415

    with path.open("rb") as file:
        found = list(babel_extract(file, list(FUNCTIONS), [], {"silent": "false"}))
    for line, function, words, _comments in found:
        context, text, plural = FUNCTIONS[function]
        given = list(words) if isinstance(words, tuple) else [words]
        if given[text]:
            yield Text(
                context=given[context] if context is not None else None,
                text=given[text] or "",
                plural=given[plural] if plural is not None and len(given) > plural else None,
                where=f"{path.relative_to(ROOT)}:{line}",
            )


def texts_of_template(path: Path) -> Iterator[Text]:
    """Texts of {% translate %} and {% blocktranslate %}, as Django itself reads them."""
    from django.utils.translation.template import templatize  # noqa: PLC0415  (needs settings)

    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for call in CALL.finditer(source):
        context, text, plural = FUNCTIONS[call.group(1)]
        words: list[str] = []
        at = call.end()
        while found := LITERAL.match(source, at):
            words.append(ast.literal_eval(found.group(1)))
            at = found.end()
            if not found.group(2):
                break
        if len(words) > text:
            yield Text(
                context=words[context] if context is not None else None,
                text=words[text],
                plural=words[plural] if plural is not None and len(words) > plural else None,
                where=f"{path.relative_to(ROOT)}:{source.count(chr(10), 0, call.start()) + 1}",
            )


def all_texts() -> Iterator[Text]:
    """Every text of the product."""
    package = ROOT / "samenspel"
    for path in sorted(package.rglob("*.py")):
        yield from texts_of_python(path)
    for path in sorted(package.rglob("jinja2/**/*.html")):
        yield from texts_of_page(path)
    for path in sorted(package.rglob("templates/**/*")):
        if path.suffix in (".html", ".txt", ".svg", ".mjml", ".typ"):
            yield from texts_of_template(path)


def catalogues(language: str) -> Iterator[tuple[Path, Catalog]]:
    """Every catalogue of a language. Raises PoFileError when one cannot be read."""
    for path in sorted((ROOT / "samenspel").rglob(f"locale/{language}/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            yield path, read_po(file, locale=language, abort_invalid=True)


def compile_all() -> int:
    """Write a .mo beside every .po that is newer. Reads nothing else: this runs at every start."""
    for path in sorted((ROOT / "samenspel").rglob("locale/*/LC_MESSAGES/django.po")):
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parts[-3], abort_invalid=True)
        draft = compiled.with_suffix(".draft")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(compiled)
    return 0


def check() -> int:
    """Say what is missing, language by language; 1 when something is."""
    from django.conf import settings  # noqa: PLC0415

    settings.configure()
    texts = list(all_texts())
    problems = sorted({problem for language in LANGUAGES for problem in problems_of(language, texts)})
    for problem in problems:
        print(problem)
    known = len({(text.context, text.text) for text in texts})
    print(f"{known} texts, {len(LANGUAGES)} languages, {len(problems)} problems")
    return 1 if problems else 0


def problems_of(language: str, texts: list[Text]) -> Iterator[str]:
    """What is wrong in one language, a line each."""
    known: dict[tuple[str | None, str], Message] = {}
    for path, catalogue in catalogues(language):
        for message in catalogue:
            if not message.id:
                continue
            singular = message.id[0] if isinstance(message.id, tuple | list) else message.id
            key = (message.context, singular)
            before = known.get(key)
            if before is not None and before.string != message.string:
                yield f"{language}: {singular!r} is translated in two ways, also in {path.relative_to(ROOT)}"
            known[key] = message
    for text in texts:
        translated = known.get((text.context, text.text))
        about = f"{language}: {text.where}: {text.text!r}"
        if translated is None:
            yield f"{about} is missing"
            continue
        found = translated.string
        strings = [string or "" for string in (found if isinstance(found, tuple | list) else (found,))]
        if not all(strings):
            yield f"{about} is empty"
        elif translated.fuzzy:
            yield f"{about} is uncertain (fuzzy)"
        elif text.plural and len(strings) < 2:
            yield f"{about} has no plural"
        elif not set(placeholders(strings[-1])) <= set(placeholders(text.text, text.plural or "")):
            yield f"{about} has other placeholders: {strings[-1]!r}"
        elif not set(placeholders(text.plural or text.text)) <= set(placeholders(strings[-1])):
            yield f"{about} lost a placeholder: {strings[-1]!r}"


def placeholders(*texts: str) -> list[str]:
    """Names of `%(name)s` and `{name}`."""
    return ["".join(found) for text in texts for found in PLACEHOLDER.findall(text)]


def main() -> int:
    """Run `compile` or `check`."""
    task = sys.argv[1] if len(sys.argv) == 2 else ""
    try:
        if task == "compile":
            return compile_all()
        if task == "check":
            return check()
    except PoFileError as error:
        print(f"A catalogue cannot be read: {error}")
        return 1
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main())
