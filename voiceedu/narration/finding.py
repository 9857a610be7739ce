"""Findings: what a person should look at before a library is published, each at its place in a file."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from voiceedu.content.document import Problem


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something to look at: a short name of its kind, what it is, why it matters and what would do."""

    line: int
    kind: str
    what: str
    why: str
    remedy: str
    is_error: bool = False


@dataclass(frozen=True, kw_only=True)
class Finding(Remark):
    """A remark on the file `file`; its line counts from 1."""

    file: str

    @classmethod
    def broken(cls, path: Path, line: int, what: str, remedy: str) -> Self:
        """Return what keeps the file at `path` from being published."""
        why = "this file is not published"
        return cls(file=str(path), line=max(1, line), kind="broken", what=what, why=why, remedy=remedy, is_error=True)

    @classmethod
    def warning(cls, path: Path, line: int, kind: str, what: str, why: str, remedy: str) -> Self:
        """Return what a person should look at, and what does not keep the file from being published."""
        return cls(file=str(path), line=max(1, line), kind=kind, what=what, why=why, remedy=remedy)

    @classmethod
    def of_problem(cls, path: Path, problem: Problem) -> Self:
        """Return what was found while the file was read."""
        return cls(
            file=str(path),
            line=max(1, problem.line),
            kind="content",
            what=problem.text,
            why="it cannot be spoken" if problem.is_error else "a listener may miss it",
            remedy=problem.remedy,
            is_error=problem.is_error,
        )

    def __str__(self) -> str:
        kind = "error" if self.is_error else "warning"
        return f"{self.file}:{self.line}: {kind}: {self.what}: {self.why}. {self.remedy}"

    def as_json(self) -> dict[str, object]:
        fields = asdict(self)
        severity = "error" if fields.pop("is_error") else "warning"
        return {"file": fields.pop("file"), "line": fields.pop("line"), "severity": severity, **fields}
