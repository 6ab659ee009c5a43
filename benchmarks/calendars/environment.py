"""Make an environment of its own for the peers, which srok itself never needs: `.venv/bench`.

    .venv/bin/python -m benchmarks.calendars.environment

A peer that cannot be installed here is named, and the comparison goes on without it.
"""

from __future__ import annotations

import subprocess
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".venv" / "bench"
DONE = FOLDER / "peers"


def main() -> None:
    peers = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]["bench"]
    lock = ROOT / "requirements" / "run.txt"
    wanted = "\n".join(peers) + lock.read_text()
    if DONE.exists() and DONE.read_text() == wanted:
        return
    print(f"srok: {FOLDER.relative_to(ROOT)}", flush=True)
    venv.create(FOLDER, clear=True, with_pip=True)
    pip("--require-hashes", "--requirement", str(lock)).check_returncode()
    if pip(*peers).returncode:
        missing = [peer for peer in peers if pip(peer).returncode]
        print(f"These peers cannot be installed here: {', '.join(missing)}")
    DONE.write_text(wanted)


def pip(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [FOLDER / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    return subprocess.run([*command, *arguments], check=False)


if __name__ == "__main__":
    main()
