"""A short run of the benchmark of patience: nobody waits for those who wait, for slow clients or for a slow bucket."""

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts/benchmark_patience.py"
CLIENTS = 30
SECONDS = 2
PROMPT_S = 1.0
"""The guarantee, for the median: tests share a machine. The benchmark itself measures the 99th percentile."""
LATE_S = 5.0
"""For any request: half of what a listener waits for a recording."""


def test_nobody_waits_for_others() -> None:
    """TwiML, health checks and clips are prompt while an engine, clients and a bucket are slow, or hang."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--clients", str(CLIENTS), "--seconds", str(SECONDS), "--json"],
        capture_output=True,
        text=True,
    )
    assert done.stdout, done.stderr
    rows = json.loads(done.stdout)
    assert {(row["condition"].split(",")[0], row["kind"]) for row in rows} >= {
        (condition, kind)
        for condition in ("engine hung", f"{CLIENTS} slow POSTs", "the bucket hangs")
        for kind in ("TwiML", "/healthz", "published clip", "page")
    }
    assert [row for row in rows if row["median_s"] > PROMPT_S or row["longest_s"] > LATE_S] == []
