"""Copy the pinned files that pages need out of node_modules, as samenspel/web/design/vendor.json asks.

There is no bundler: our own JavaScript and CSS are served as they are written.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DESIGN = ROOT / "samenspel/web/design"
VENDOR = DESIGN / "static/design/vendor"


def main() -> int:
    """Copy what is new or changed, take away what nobody asks for any more; 1 when a file is missing."""
    wanted = json.loads((DESIGN / "vendor.json").read_text())
    VENDOR.mkdir(parents=True, exist_ok=True)
    kept: set[Path] = set()
    for entry in wanted:
        package = ROOT / "node_modules" / entry["package"]
        manifest = package / "package.json"
        found = json.loads(manifest.read_text())["version"] if manifest.exists() else "nothing"
        if found != entry["version"]:
            print(f"{entry['package']}: vendor.json asks {entry['version']}, node_modules holds {found}.")
            print("Make package.json and vendor.json name the same version, then run `npm install`.")
            return 1
        for file in entry["files"]:
            source, target = package / file["from"], VENDOR / file["to"]
            if not source.exists():
                print(
                    f"{entry['package']} {entry['version']} has no file {file['from']}: correct vendor.json."
                )
                return 1
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists() or target.read_bytes() != source.read_bytes():
                shutil.copyfile(source, target)
            kept.add(target)
    for old in VENDOR.rglob("*"):
        if old.is_file() and old not in kept:
            old.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
