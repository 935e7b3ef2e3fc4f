"""Facts about pages that one visit shows: the first page, the seat map, and the statements of a whole purchase."""

import subprocess
import sys
import time

from bench.ground import ROOT, Ground
from bench.http_load import Buyer
from bench.targets import Target
from bench.web import Web


def first_visit(web: Web, target: Target, regions: dict[int, str]) -> dict[str, float]:
    """Milliseconds of the very first agenda after start-up, and of the first and a later hall page."""
    import asyncio  # noqa: PLC0415

    return asyncio.run(_first_visit(web, target, regions))


async def _first_visit(web: Web, target: Target, regions: dict[int, str]) -> dict[str, float]:
    buyer = Buyer(0, "127.0.0.1", web.port)
    shop = f"/{regions[target.region]}"
    hall = f"{shop}/voorstelling/{target.first}/plaatsen/"
    facts = {}
    for name, path in (("first_page_ms", f"{shop}/"), ("first_seat_map_ms", hall), ("seat_map_ms", hall)):
        began = time.perf_counter()
        await buyer.ask("GET", path)
        facts[name] = (time.perf_counter() - began) * 1000
    buyer.close()
    return facts


def statements(ground: Ground) -> float:
    """Statements the database ran for one whole purchase in the shop, in an otherwise quiet process."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.count_statements"],
        cwd=ROOT,
        env=ground.environ() | {"DJANGO_ALLOW_ASYNC_UNSAFE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"Counting statements failed:\n{done.stdout}{done.stderr}")
    return float(done.stdout.split()[-1])
