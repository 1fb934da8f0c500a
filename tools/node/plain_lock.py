"""The lock of the Node packages without addresses: names, versions, hashes and what each needs."""

from __future__ import annotations

import json
from pathlib import Path

LOCK = Path(__file__).parent / "package-lock.json"
IDLE = ("resolved", "funding", "deprecated", "bugs", "homepage", "repository")


def main() -> None:
    """Write the lock anew."""
    lock = json.loads(LOCK.read_text())
    for package in lock["packages"].values():
        for name in IDLE:
            package.pop(name, None)
    LOCK.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
