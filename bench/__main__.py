"""`./dev bench`: what a sale costs beside the raw database, on a season of 248 houses and 10 million places."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from bench import measure
from bench.report import table


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="end with one line: an object with all figures")
    parser.add_argument("--seconds", type=float, default=8, help="length of one run (default 8)")
    parser.add_argument(
        "--rounds", type=int, default=3, help="runs of each kind; medians are printed (default 3)"
    )
    parser.add_argument(
        "--buyers", type=int, nargs="+", default=[1, 8, 32], help="buyers at once (default 1 8 32)"
    )
    parser.add_argument("--performances", type=int, default=20_000, help="of 500 places each (default 20000)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure.everything(
            seconds=options.seconds,
            rounds=options.rounds,
            buyers=options.buyers,
            performances=options.performances,
            folder=Path(folder),
            say=lambda text: print(text, file=sys.stderr, flush=True),
        )
    print(table(figures))
    if options.json:
        print(json.dumps(figures.flat(), sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
