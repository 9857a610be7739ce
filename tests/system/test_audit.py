"""scripts/audit says what is known of the locked requirements, and when nothing is."""

import json
import os
import subprocess
import sys
from pathlib import Path

from scripts import audit

ROOT = Path(__file__).parents[2]
REPORT = {
    "dependencies": [
        {"name": "safe", "version": "1.0", "vulns": []},
        {"name": "hurt", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1", "3.0"]}]},
        {"name": "worse", "version": "3.0", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]},
        {"name": "missing", "skip_reason": "Dependency not found on PyPI"},
    ]
}


def test_vulnerability_is_named_with_what_would_do() -> None:
    """Each known vulnerability is a line with package, version, its name, and the versions without it."""
    found = audit.summarize(json.dumps(REPORT))
    assert found.vulnerabilities == ("hurt 2.0: PYSEC-1, mended in 2.1, 3.0", "worse 3.0: PYSEC-2, mended in none")


def test_package_that_the_data_lacks_is_not_called_safe() -> None:
    """What could not be looked up is counted apart, and named."""
    found = audit.summarize(json.dumps(REPORT))
    assert (found.known, found.unknown) == (3, ("missing",))


def test_data_that_cannot_be_reached_is_said() -> None:
    """Where no data answers, the audit ends with 3 and says that nothing is known, instead of finding nothing."""
    nowhere = dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"), "http://127.0.0.1:9")
    environ = {**os.environ, **nowhere, "NO_PROXY": "", "no_proxy": ""}
    command = [sys.executable, "scripts/audit.py", "--vulnerability-service", "osv"]
    path = os.pathsep.join([str(Path(sys.executable).parent), environ["PATH"]])
    done = subprocess.run(command, cwd=ROOT, env=environ | {"PATH": path}, capture_output=True, text=True)
    assert done.returncode == audit.UNKNOWN
    assert "nothing is known" in done.stderr
    assert "Traceback" not in done.stderr
