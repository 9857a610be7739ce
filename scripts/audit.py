"""Look for known vulnerabilities in the locked requirements, and say when the data about them is not to be had."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import click

LOCKS = ("requirements.lock", "requirements-dev.lock")
FOUND, UNKNOWN = 1, 3
UNREACHABLE = """\
The vulnerability data could not be reached, so nothing is known. Try again where {service} answers, or name another
service: scripts/audit --vulnerability-service osv"""


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What is known of a lock: lines about vulnerabilities, and how many packages the data has or lacks."""

    vulnerabilities: tuple[str, ...]
    known: int
    unknown: tuple[str, ...]


def summarize(report: str) -> Audit:
    """Return what `report`, pip-audit's JSON, says. A package that the data lacks is not called safe."""
    packages = json.loads(report)["dependencies"]
    return Audit(
        vulnerabilities=tuple(
            f"{package['name']} {package['version']}: {one['id']}, mended in {', '.join(one['fix_versions']) or 'none'}"
            for package in packages
            for one in package.get("vulns", ())
        ),
        known=sum("skip_reason" not in package for package in packages),
        unknown=tuple(package["name"] for package in packages if "skip_reason" in package),
    )


def audit(lock: str, options: tuple[str, ...]) -> Audit | None:
    """Return what is known of `lock`; None when the data could not be reached."""
    with tempfile.TemporaryDirectory(prefix="voiceedu-") as folder:
        report = Path(folder) / "report.json"
        # The lock names every package with its hash: nothing is resolved, and nothing is installed.
        command = ["pip-audit", "--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
        done = subprocess.run(
            [*command, "--output", str(report), "--requirement", lock, *options], capture_output=True, text=True
        )
        if not report.exists():
            click.echo(
                done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "pip-audit said nothing", err=True
            )
            return None
        found = summarize(report.read_text(encoding="utf-8"))
    return found if found.known else None


def main(options: tuple[str, ...]) -> int:
    code = 0
    for lock in LOCKS:
        found = audit(lock, options)
        if found is None:
            click.echo(UNREACHABLE.format(service="pypi.org"), err=True)
            return UNKNOWN
        for line in found.vulnerabilities:
            click.echo(f"{lock}: {line}")
            code = FOUND
        unknown = f"; not in the data: {', '.join(found.unknown)}" if found.unknown else ""
        click.echo(f"{lock}: {len(found.vulnerabilities)} known vulnerabilities in {found.known} packages{unknown}")
    return code


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:])))
