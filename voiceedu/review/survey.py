"""Everything to review, with its state: found in the background, for the first look at a large library takes long."""

import datetime
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Literal, Protocol

from voiceedu.content.procedure import Procedure
from voiceedu.narration.finding import Finding
from voiceedu.publishing.approval import ApprovalState, Standing
from voiceedu.review.findings import Findings
from voiceedu.review.texts import Text, Texts

Group = Literal["broken", "changed", "overdue", "never", "approved", "draft"]
GROUPS: tuple[Group, ...] = ("broken", "overdue", "changed", "never", "draft", "approved")
"""In the order in which they are shown: what needs a person first."""
_GROUP: Mapping[ApprovalState, Group] = {
    "approved": "approved",
    "changed": "changed",
    "withdrawn": "never",
    "never": "never",
}


class Reviewed(Protocol):
    """What is surveyed: texts, what `check` says of them, and whether their words are approved."""

    @property
    def texts(self) -> Texts: ...
    @property
    def findings(self) -> Findings: ...
    def standing(self, procedure: Procedure) -> Standing: ...


@dataclass(frozen=True, kw_only=True)
class Row:
    """A text in the list: its group, what is known of its review, and what `check` says of it."""

    text: Text
    group: Group
    standing: Standing | None
    findings: tuple[Finding, ...]

    @property
    def due(self) -> datetime.date | None:
        return self.standing.review_again_by if self.standing else None


@dataclass(frozen=True, kw_only=True)
class Survey:
    """A row for every text of a library; and what `check` says of `others`, files that are no texts."""

    rows: tuple[Row, ...]
    others: tuple[Finding, ...]

    def of(self, group: Group) -> list[Row]:
        return [row for row in self.rows if row.group == group]


class Surveys:
    """Makes surveys in a thread, one at a time. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest: Future[Survey] | None = None

    def get(self, reviewed: Reviewed, *, wait_s: float) -> Survey | None:
        """Return a survey of the files as they are now, None when that takes longer than `wait_s` seconds."""
        with self._lock:
            if self._latest is None or self._latest.done():
                self._latest = _begin(reviewed)
            latest = self._latest
        try:
            return latest.result(wait_s)
        except TimeoutError:
            return None


def _begin(reviewed: Reviewed) -> Future[Survey]:
    """Return a survey that is being made, by a thread that nobody waits for when the program ends."""
    future: Future[Survey] = Future()

    def run() -> None:
        try:
            future.set_result(make(reviewed))
        except Exception as error:  # it is raised where the survey is asked for
            future.set_exception(error)

    threading.Thread(target=run, name="survey", daemon=True).start()
    return future


def make(reviewed: Reviewed) -> Survey:
    """Return a survey of the library as its files are."""
    texts = reviewed.texts.all()
    findings = reviewed.findings.by_file(texts)
    listed = {text.path for text in texts} | {reviewed.texts.folder}  # an empty folder is told in words of its own
    return Survey(
        rows=tuple(_row(reviewed, text, findings.get(text.path, ())) for text in texts),
        others=tuple(one for path, found in findings.items() if path not in listed for one in found),
    )


def _row(reviewed: Reviewed, text: Text, findings: Sequence[Finding]) -> Row:
    standing = reviewed.standing(text.procedure) if text.procedure else None
    group: Group = "broken"
    if text.is_draft:
        group = "draft"
    elif standing is not None:
        group = _GROUP[standing.state]
        if group == "approved" and standing.is_overdue(datetime.date.today()):
            group = "overdue"
    return Row(text=text, group=group, standing=standing, findings=tuple(findings))
