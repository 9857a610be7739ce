"""Lighthouse's judgement of the library and of a procedure, on a desk and on a phone."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support.programs import chromium
from tests.support.server import Server

PROGRAM = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
OPTIONS = {"desk": ["--preset=desktop"], "phone": []}
"""By itself Lighthouse plays a phone: 412 pixels wide, with a quarter of this processor and a slow network."""
TRIES = 3
LARGEST_SHIFT = 0.02


def judged(url: str, options: list[str]) -> dict[str, Any]:
    command = [str(PROGRAM), url, "--quiet", "--output=json", *options]
    command += ["--chrome-flags=--headless --no-sandbox --disable-gpu"]
    environment = {**os.environ, "CHROME_PATH": str(chromium())}
    run = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=300)
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def scores(report: dict[str, Any]) -> dict[str, int]:
    return {name: round(100 * (category["score"] or 0)) for name, category in report["categories"].items()}


def lost(report: dict[str, Any]) -> list[str]:
    """Return the audits that a page has not passed in full, of those that count."""
    counted = [
        part["id"] for category in report["categories"].values() for part in category["auditRefs"] if part["weight"]
    ]
    audits = [report["audits"][name] for name in counted]
    return [f"{one['id']}: {one.get('displayValue', one['title'])}" for one in audits if one["score"] not in (None, 1)]


@pytest.mark.parametrize("form", list(OPTIONS))
@pytest.mark.parametrize("path", ["/", "/en/nerve-blocks"], ids=["library", "procedure"])
def test_every_category_has_a_hundred(site: Server, path: str, form: str) -> None:
    """100 for performance, accessibility, best practices and SEO, and a layout shift of at most .02.

    Other work on the machine takes points for speed: the best of three tries counts.
    """
    for _ in range(TRIES):
        report = judged(site.url + path, OPTIONS[form])
        assert report["audits"]["cumulative-layout-shift"]["numericValue"] <= LARGEST_SHIFT
        if (found := scores(report)) == dict.fromkeys(found, 100):
            break
    assert found == {"performance": 100, "accessibility": 100, "best-practices": 100, "seo": 100}, lost(report)
