"""The yardstick: the very statements of the product, sent by pgbench, with nothing in between."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench.targets import PAIRS, Target

ROOT = Path(__file__).resolve().parents[1] / "samenspel"
STEPS = (
    "inventory/sql/availability",
    "sales/sql/take_places",
    "sales/sql/check_out",
    "sales/sql/confirm_order",
)
SCOPES = {"inventory/sql/availability": "order", "sales/sql/take_places": "order"}

ORDER = (
    "('0190' || lpad(to_hex(:run::int), 4, '0') || '-0000-7000-8000-'"
    " || lpad(to_hex(:client_id::int), 4, '0') || lpad(to_hex(:n::int), 8, '0'))"
)
PAYMENT = ORDER.replace("-8000-", "-9000-")
VALUES = {
    "order": ORDER,
    "payment": PAYMENT,
    "performances": "array[:performance, :performance]",
    "places": "array[:place::int, :place::int + 1]",
    "ticket_types": "array[:ticket_type, :ticket_type]",
    "seen_cents": "array[null, null]",
    "reasons": "array['', '']",
    "judged": "false",
    "channel": "'desk'",
    "conditions": "null",
    "seller": ":seller",
    "only": "false",
    "region": ":region",
    "language": "'nl'",
    "at": "now()",
    "until": "now() + interval '15 minutes'",
    "email": "'koper' || :client_id::text || '@example.org'",
    "name": "'Koper'",
    "provider": "'seller'",
    "method": "''",
    "money_account": "'cash'",
    "received_cents": "null",
    "consents": "'[]'",
    "limit_s": "5400",
}


@dataclass(frozen=True, slots=True)
class Raw:
    """What pgbench says: purchases a second, mean latency in ms."""

    per_second: float
    latency_ms: float
    failed: int


def script(targets: list[Target]) -> str:
    """A pgbench script in which client k buys at `targets[k]`."""
    lines = ["\\set n :n + 1"]
    for number, target in enumerate(targets):
        lines += [
            f"\\{'elif' if number else 'if'} :client_id = {number}",
            f"\\set region {target.region}",
            f"\\set seller {target.house}",
            f"\\set ticket_type {target.ticket_type}",
            f"\\set performance {target.first} + {target.step} * (:n / {PAIRS})",
        ]
    lines += ["\\endif", f"\\set place 1 + 2 * (:n % {PAIRS})"]
    for step in STEPS:
        scope = ("'{' || " + ORDER + " || '}'", "''") if step in SCOPES else ("'{}'", "'on'")
        lines += [
            "\\startpipeline",
            "select set_config('samenspel.houses', '{}', true), set_config('samenspel.orders', "
            f"{scope[0]}, true), set_config('samenspel.contact', '', true), set_config('samenspel.user', '', true), "
            f"set_config('samenspel.system', {scope[1]}, true);",
            _statement(ROOT / f"{step}.sql") + ";",
            "\\endpipeline",
        ]
    return "\n".join(lines) + "\n"


def _statement(path: Path) -> str:
    """The product's own text on one line, its parameters filled in the way pgbench can."""
    text = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
    text = re.sub(r"%\((\w+)\)s", lambda found: f"({VALUES[found[1]]})", text)
    return " ".join(text.split())


def run(
    *, pgbench: Path, url: str, targets: list[Target], seconds: int, run_no: int, folder: Path, first: int = 0
) -> Raw:
    """Buy for `seconds` with one client per target, from its purchase `first` on.

    Raises RuntimeError with pgbench's words when it fails.
    """
    file = folder / "purchase.pgbench"
    file.write_text(script(targets), encoding="utf-8")
    command = [
        str(pgbench), "--no-vacuum", "--protocol=prepared", f"--client={len(targets)}", "--jobs=1", f"--time={seconds}",
        f"--file={file}", f"--define=n={first - 1}", f"--define=run={run_no}", url,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or not found:
        raise RuntimeError(f"pgbench failed:\n{done.stdout}\n{done.stderr}")
    latency = re.search(r"latency average = ([\d.]+)", done.stdout)
    failed = re.search(r"number of failed transactions: (\d+)", done.stdout)
    return Raw(
        per_second=float(found[1]),
        latency_ms=float(latency[1]) if latency else 0.0,
        failed=int(failed[1]) if failed else 0,
    )
