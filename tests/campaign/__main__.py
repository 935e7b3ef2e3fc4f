"""`./dev campaign NAME`: the long form of a test whose short form runs in the check."""

import os
import subprocess
import sys

CAMPAIGNS = {
    "crashes": ({"SAMENSPEL_KILLS": "300"}, ["tests/concurrency/test_kill9.py"]),
    "sales": ({"SAMENSPEL_EXAMPLES": "3000"}, ["tests/invariants/test_state_machine.py"]),
    "screenshots": ({}, ["tests/journeys/screenshots.py"]),
}


def main() -> int:
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in CAMPAIGNS:
        sys.stdout.write(f"Campaigns: {', '.join(CAMPAIGNS)}\n")
        return 0 if not name else 2
    environ, tests = CAMPAIGNS[name]
    return subprocess.call([sys.executable, "-m", "pytest", *tests, *sys.argv[2:]], env=os.environ | environ)


if __name__ == "__main__":
    sys.exit(main())
