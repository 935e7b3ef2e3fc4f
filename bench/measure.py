"""One measurement from beginning to end: lay the ground, run each kind in turn, keep the medians.

Raw database, API and pages take turns within a round, so that a machine that slows down slows all of them.
"""

import os
import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench import ground as grounds
from bench import http_load, page_facts, raw
from bench.api import ApiPurchase
from bench.ground import Ground
from bench.http_load import Load
from bench.page import PagePurchase
from bench.processor import Spent, spent
from bench.targets import Target, read_regions, read_targets
from bench.web import Web, serving

Say = Callable[[str], None]
SMALL_PERFORMANCES = 20  # of 500 places: 10 thousand
GROWTH_ROUNDS = 7
GROWTH_RUN_S = 2.0
WARM_UP_S = 2.0


@dataclass(frozen=True, slots=True)
class Row:
    """The median run of one kind at one number of buyers; CPU in ms an order."""

    kind: str
    buyers: int
    per_second: float
    p50_ms: float
    p99_ms: float
    web_cpu_ms: float
    database_cpu_ms: float


@dataclass
class Figures:
    """Everything one measurement found."""

    machine: str
    performances: int
    rows: list[Row] = field(default_factory=list)
    ratios: dict[str, float] = field(default_factory=dict)
    facts: dict[str, float] = field(default_factory=dict)

    def flat(self) -> dict[str, float | str]:
        """One object with plain keys, for machines."""
        flat: dict[str, float | str] = {"machine": self.machine, "places": float(self.performances * 500)}
        for row in self.rows:
            for name in ("per_second", "p50_ms", "p99_ms", "web_cpu_ms", "database_cpu_ms"):
                flat[f"{row.kind}_{name}_{row.buyers}"] = round(getattr(row, name), 3)
        return flat | {name: round(value, 3) for name, value in (self.ratios | self.facts).items()}


class Runs:
    """Runs on one ground: every run takes houses of its own, so that nobody ever finds a place taken."""

    def __init__(self, *, ground: Ground, web: Web, folder: Path, seconds: float) -> None:
        self.ground, self.web, self.folder, self.seconds = ground, web, folder, seconds
        self.targets = read_targets(ground.app.url)
        self.regions = read_regions(ground.app.url)
        self.next_target = 0
        self.number = 0

    def take(self, buyers: int) -> list[Target]:
        """Fresh houses for a run; after the last one it begins again, further on in each house."""
        left = -self.next_target % len(self.targets)
        if 0 < left < buyers:
            self.next_target += left  # a run lies within one lap
        chosen = [self.targets[(self.next_target + n) % len(self.targets)] for n in range(buyers)]
        self.next_target += buyers
        self.number += 1
        return chosen

    def first(self, buyers: int) -> int:
        """Where in its ground a run of these buyers begins: past what earlier laps over the houses took."""
        laps = (self.next_target - buyers) // len(self.targets)
        return laps * (self.targets[0].purchases // 4)

    def raw(self, buyers: int) -> Row:
        targets = self.take(buyers)
        before = self.spent()
        done = raw.run(
            pgbench=self.ground.pgbench, url=self.ground.raw_url, targets=targets, seconds=max(1, round(self.seconds)),
            run_no=self.number, folder=self.folder, first=self.first(buyers),
        )  # fmt: skip
        used = self.spent().since(before)
        orders = done.per_second * max(1, round(self.seconds))
        return Row("raw", buyers, done.per_second, done.latency_ms, 0.0, 0.0, 1000 * used.database_s / orders)

    def api(self, buyers: int) -> Row:
        targets = self.take(buyers)
        purchase = ApiPurchase(targets, self.regions, first=self.first(buyers))
        return self._over_http("api", buyers, purchase)

    def page(self, buyers: int) -> Row:
        targets = self.take(buyers)
        purchase = PagePurchase(targets, self.regions, first=self.first(buyers))
        return self._over_http("page", buyers, purchase)

    def _over_http(self, kind: str, buyers: int, purchase: http_load.Purchase) -> Row:
        before = self.spent()
        done = http_load.run(
            host="127.0.0.1", port=self.web.port, buyers=buyers, seconds=self.seconds, purchase=purchase
        )
        used = self.spent().since(before)
        return _row(kind, buyers, done, used)

    def spent(self) -> Spent:
        return spent(web=self.web.pid, postmaster=self.ground.postmaster)


def _row(kind: str, buyers: int, done: Load, used: Spent) -> Row:
    orders = max(1, done.orders)
    return Row(
        kind, buyers, done.per_second, done.percentile_ms(0.5), done.percentile_ms(0.99),
        1000 * used.web_s / orders, 1000 * used.database_s / orders,
    )  # fmt: skip


def everything(
    *, seconds: float, rounds: int, buyers: Sequence[int], performances: int, folder: Path, say: Say
) -> Figures:
    """Measure all of it; takes some five minutes with the defaults."""
    figures = Figures(machine=_machine(), performances=performances)
    say(f"Laying {performances * 500:,} places ...")
    ground = grounds.lay(performances=performances, houses=248)
    with serving(ground, folder=folder) as web:
        figures.facts["start_up_s"] = web.started_in_s
        runs = Runs(ground=ground, web=web, folder=folder, seconds=seconds)
        figures.facts |= page_facts.first_visit(web, runs.targets[0], runs.regions)
        _warm_up(runs)
        for number in buyers:
            say(f"{number} buyers: raw, API and pages in turn, {rounds} times {seconds:g} s each ...")
            kinds = [[run(number) for run in (runs.raw, runs.api, runs.page)] for _ in range(rounds)]
            rows = [_median(list(column)) for column in zip(*kinds, strict=True)]
            figures.rows += rows
            # The ratio of each round, then the median: both halves of it saw the same machine.
            figures.ratios[f"api_over_raw_{number}"] = median(
                r[1].per_second / r[0].per_second for r in kinds
            )
            figures.ratios[f"page_over_raw_{number}"] = median(
                r[2].per_second / r[0].per_second for r in kinds
            )
        page = next(row for row in figures.rows if row.kind == "page" and row.buyers == max(buyers))
        figures.facts["page_cpu_ms"] = page.web_cpu_ms + page.database_cpu_ms
        figures.facts["page_statements"] = page_facts.statements(ground)
    say(
        f"An order at {SMALL_PERFORMANCES * 500:,} and at {performances * 500:,} places, in turn {GROWTH_ROUNDS} times ..."
    )
    small = grounds.lay(performances=SMALL_PERFORMANCES, houses=1)
    figures.ratios["growth_10k_10m"] = _growth(small=small, large=ground, folder=folder)
    return figures


def _growth(*, small: Ground, large: Ground, folder: Path) -> float:
    """What an order costs on the large ground over what it costs on the small one, both in turn on one machine."""
    with (
        serving(small, folder=folder / "small", workers=1) as near,
        serving(large, folder=folder / "large", workers=1) as far,
    ):
        few = Runs(ground=small, web=near, folder=folder, seconds=GROWTH_RUN_S)
        many = Runs(ground=large, web=far, folder=folder, seconds=GROWTH_RUN_S)
        # On the large ground all else was measured before: its last quarter, which no run reaches.
        in_turn = zip(
            _costs(few, begin=0), _costs(many, begin=many.targets[-1].purchases * 3 // 4), strict=True
        )
        _warming_up, *rounds = [much / little for little, much in in_turn]
    return median(rounds)


def _costs(runs: Runs, *, begin: int) -> Iterator[float]:
    """CPU ms of web and database for one order over the API by one buyer, run after run on places of its own."""
    target = runs.targets[-1]
    step = (target.purchases - begin) // (GROWTH_ROUNDS + 1)
    for n in range(GROWTH_ROUNDS + 1):
        row = runs._over_http("api", 1, ApiPurchase([target], runs.regions, first=begin + n * step))
        yield row.web_cpu_ms + row.database_cpu_ms


def _warm_up(runs: Runs) -> None:
    seconds, runs.seconds = runs.seconds, WARM_UP_S
    runs.raw(8)
    runs.api(8)
    runs.page(8)
    runs.seconds = seconds


def _median(rows: list[Row]) -> Row:
    """Each figure's own median over the rounds."""
    numbers = ("per_second", "p50_ms", "p99_ms", "web_cpu_ms", "database_cpu_ms")
    return Row(
        rows[0].kind, rows[0].buyers, *(median(getattr(row, name) for row in rows) for name in numbers)
    )


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
