"""`./dev campaign NAME`: the long form of a test whose short form runs in the check."""

import os
import subprocess
import sys
from argparse import ArgumentParser

CAMPAIGNS = {
    "crashes": [
        "tests/concurrency/test_kill9.py",
        "tests/concurrency/test_kill9_online.py",
    ],
    "sales": ["tests/invariants/test_state_machine.py"],
    "plan-editor": ["-s", "tests/campaign/plan_editor.py"],
    "screenshots": ["tests/journeys/screenshots.py"],
}


def main() -> int:
    parser = ArgumentParser(prog="./dev campaign", description=__doc__)
    parser.add_argument("name", nargs="?", choices=CAMPAIGNS, help="without a name: which there are")
    parser.add_argument("--kills", type=int, default=300, help="crashes: how many at random (default 300)")
    parser.add_argument("--seed", type=int, help="crashes: what the chances follow from")
    asked, for_pytest = parser.parse_known_args()
    if asked.name is None:
        sys.stdout.write(f"Campaigns: {', '.join(CAMPAIGNS)}\n")
        return 0
    environ = {"SAMENSPEL_KILLS": str(asked.kills), "SAMENSPEL_EXAMPLES": "3000"}
    if asked.seed is not None:
        environ["SAMENSPEL_SEED"] = str(asked.seed)
    tests = [sys.executable, "-m", "pytest", *CAMPAIGNS[asked.name], *for_pytest]
    return subprocess.call(tests, env=os.environ | environ)


if __name__ == "__main__":
    sys.exit(main())
