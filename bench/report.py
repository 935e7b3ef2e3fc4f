"""The table people read."""

from bench.measure import Figures

HEAD = f"{'':6}{'buyers':>7}{'orders/s':>10}{'p50 ms':>9}{'p99 ms':>9}{'web ms':>9}{'db ms':>8}"


def table(figures: Figures) -> str:
    """Orders a second, latency, and processor milliseconds an order (web and database apart); then the ratios."""
    lines = [f"Machine: {figures.machine}; {figures.performances * 500:,} places", "", HEAD]
    lines += [
        f"{row.kind:6}{row.buyers:7}{row.per_second:10.0f}{row.p50_ms:9.1f}{row.p99_ms:9.1f}"
        f"{row.web_cpu_ms:9.2f}{row.database_cpu_ms:8.2f}"
        for row in sorted(figures.rows, key=lambda row: (row.kind != "raw", row.kind, row.buyers))
    ]
    lines += ["", *(f"{name:28}{value:10.3f}" for name, value in (figures.ratios | figures.facts).items())]
    return "\n".join(lines)
