"""The rules that the tree itself must keep, each with a control that shows the check can fail.

Import rules stand in `.importlinter`; their control is here too.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "samenspel"
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 70
# Written by tools or others: migrations by Django, vendor by npm.
NOT_OURS = {"migrations", "vendor", "node_modules", "__pycache__"}
WRITTEN_BY_HAND = {".py", ".sql", ".html", ".txt", ".css", ".js", ".sh"}
SIGNAL_MODULES = (
    "django.dispatch",
    "django.db.models.signals",
    "django.core.signals",
    "django.contrib.auth.signals",
)


def our_files(*suffixes: str) -> Iterator[Path]:
    for folder in (PACKAGE, ROOT / "tests", ROOT / "tools", ROOT / "bench"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in suffixes and NOT_OURS.isdisjoint(path.parts):
                yield path


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def too_long(text: str) -> list[str]:
    lines = len(text.splitlines())
    return [f"{lines} lines"] if lines > MAX_FILE_LINES else []


def long_functions(text: str) -> list[str]:
    return [
        f"{node.name} has {(node.end_lineno or 0) - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION_LINES
    ]


def signals(text: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        found += [each for each in names if each.startswith(SIGNAL_MODULES)]
    return found


def orm(text: str) -> list[str]:
    """Managers and rows that save or delete themselves."""
    return [
        f"line {node.lineno}: .{node.attr}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "raw_query")
    ]


def headless(text: str) -> list[str]:
    return [] if text.lstrip().startswith("--") else ["no header comment"]


def wrong(paths: Iterator[Path], rule: Callable[[str], list[str]]) -> list[str]:
    return [f"{name(path)}: {fault}" for path in paths for fault in rule(path.read_text(encoding="utf-8"))]


def pages_and_api() -> Iterator[Path]:
    for storey in ("web", "api"):
        yield from (path for path in our_files(".py") if path.is_relative_to(PACKAGE / storey))


def sql_files() -> Iterator[Path]:
    return (path for path in our_files(".sql") if path.parent.name == "sql")


def test_no_file_is_too_long() -> None:
    assert wrong(our_files(*WRITTEN_BY_HAND), too_long) == []


def test_no_function_is_too_long() -> None:
    assert wrong(our_files(".py"), long_functions) == []


def test_nobody_listens_to_django_signals() -> None:
    assert wrong((path for path in our_files(".py") if path.is_relative_to(PACKAGE)), signals) == []


def test_pages_and_api_leave_rows_to_the_domains() -> None:
    assert wrong(pages_and_api(), orm) == []


def test_each_statement_begins_with_its_purpose() -> None:
    assert wrong(sql_files(), headless) == []


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        (too_long, "x\n" * MAX_FILE_LINES, "x\n" * (MAX_FILE_LINES + 1)),
        (
            long_functions,
            "def f():\n" + "    x\n" * (MAX_FUNCTION_LINES - 1),
            "def f():\n" + "    x\n" * MAX_FUNCTION_LINES,
        ),
        (signals, "from django.db import models", "from django.db.models.signals import post_save"),
        (signals, "import django", "from django.dispatch import receiver"),
        (orm, "sell(order=order)", "Order.objects.get(pk=1)"),
        (headless, "-- purpose: one\nselect 1", "select 1 -- purpose: one"),
    ],
)
def test_control_rule_sees_the_fault(rule: Callable[[str], list[str]], good: str, bad: str) -> None:
    assert rule(good) == []
    assert len(rule(bad)) == 1


def test_rules_look_at_something() -> None:
    looked_at = [sum(1 for _ in paths) for paths in (our_files(".py"), pages_and_api(), sql_files())]
    assert all(count > 10 for count in looked_at[:2])
    assert looked_at[2] > 5


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("samenspel/kernel/upward.py", "from samenspel.houses import models\n", "samenspel.kernel.upward"),
        (
            "samenspel/payments/sideways.py",
            "from samenspel.catalogue import models\n",
            "samenspel.payments.sideways",
        ),
        ("samenspel/nobodys/__init__.py", "", "nobodys"),
    ],
)
def test_control_import_contracts_see_the_fault(tmp_path: Path, file: str, text: str, said: str) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    skipped = shutil.ignore_patterns("static", "locale", "templates", "__pycache__")
    shutil.copytree(PACKAGE, copy / "samenspel", ignore=skipped)
    shutil.copy(ROOT / ".importlinter", copy)
    (copy / file).parent.mkdir(exist_ok=True)
    (copy / file).write_text(text)

    linted = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as lint; lint()",
        ],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )

    assert linted.returncode == 1
    assert said in linted.stdout
