"""Commits of what the review writes: by the person, of our files alone, with no hook run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from voiceedu.review import git as commits

Git = Callable[..., str]


def test_a_change_is_committed_by_its_person(tmp_path: Path, git: Git) -> None:
    """What somebody else has staged or changed stays as it is; hooks and signing are passed by."""
    git(tmp_path, "init", "--quiet")
    for name in ("ours.md", "theirs.md", "staged.md"):
        (tmp_path / name).write_text("before\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Begin")
    hook = tmp_path / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch ran\nexit 1\n")
    hook.chmod(0o755)
    git(tmp_path, "config", "commit.gpgSign", "true")
    for name in ("ours.md", "theirs.md", "staged.md", "new.md"):
        (tmp_path / name).write_text("after\n")
    git(tmp_path, "add", "staged.md")
    paths = [tmp_path / "ours.md", tmp_path / "new.md"]
    assert commits.commit(tmp_path, paths, who="Dr. Ana Ruiz", message="Approved en/ours") == ""
    assert git(tmp_path, "log", "-1", "--format=%an, %cn: %s") == "Dr. Ana Ruiz, Dr. Ana Ruiz: Approved en/ours"
    assert git(tmp_path, "show", "--name-only", "--format=", "HEAD").split() == ["new.md", "ours.md"]
    assert git(tmp_path, "diff", "--cached", "--name-only") == "staged.md"
    assert git(tmp_path, "diff", "--name-only") == "theirs.md"
    assert not (tmp_path / "ran").exists()


def test_a_removed_file_is_committed(tmp_path: Path, git: Git) -> None:
    """A draft that is discarded is gone from git, too."""
    git(tmp_path, "init", "--quiet")
    path = tmp_path / "draft.md"
    path.write_text("draft\n")
    assert commits.commit(tmp_path, [path], who="Ana", message="Brought") == ""
    path.unlink()
    assert commits.commit(tmp_path, [path], who="Ana", message="Discarded") == ""
    assert git(tmp_path, "ls-files") == ""
    other = tmp_path / "other.md"  # git has never seen the draft
    other.write_text("other\n")
    assert commits.commit(tmp_path, [path, other], who="Ana", message="Discarded") == ""
    assert git(tmp_path, "ls-files") == "other.md"


def test_what_git_does_not_keep_is_left_alone(tmp_path: Path, git: Git) -> None:
    """No checkout, a folder inside somebody else's, and an ignored file are no failure and no commit."""
    library = tmp_path / "clone" / "library"
    library.mkdir(parents=True)
    path = library / "text.md"
    path.write_text("text\n")
    assert commits.commit(library, [path], who="Ana", message="x") == ""
    git(library.parent, "init", "--quiet")
    assert commits.commit(library, [path], who="Ana", message="x") == ""
    assert git(library.parent, "status", "--porcelain") == "?? library/"
    own = tmp_path / "own"
    own.mkdir()
    git(own, "init", "--quiet")
    (own / ".gitignore").write_text("*.md\n")
    (own / "text.md").write_text("text\n")
    assert commits.commit(own, [own / "text.md", library / "text.md"], who="Ana", message="x") == ""


def test_a_failure_is_told(tmp_path: Path, git: Git) -> None:
    """When git refuses, the reason is returned; the file stays as it was written."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".git/index.lock").touch()
    (tmp_path / "text.md").write_text("text\n")
    assert "index.lock" in commits.commit(tmp_path, [tmp_path / "text.md"], who="Ana", message="x")
    assert (tmp_path / "text.md").exists()


@pytest.fixture
def library(tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library in git with a commit, on a computer where git knows no name of a person."""
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    library = tmp_path / "library"
    library.mkdir()
    git(library, "init", "--quiet")
    (library / "text.md").write_text("before\n")
    git(library, "add", ".")
    git(library, "commit", "--quiet", "-m", "Begin")
    (library / "text.md").write_text("after\n")
    return library


def test_a_checkout_without_a_branch_gets_the_commit(library: Path, git: Git) -> None:
    """A detached head moves on, and no branch does."""
    branch = git(library, "rev-parse", "HEAD")
    git(library, "checkout", "--quiet", "--detach")
    assert commits.commit(library, [library / "text.md"], who="Ana", message="Edited") == ""
    assert git(library, "log", "-1", "--format=%an: %s") == "Ana: Edited"
    assert git(library, "rev-parse", "HEAD^") == branch
    assert git(library, "status", "--porcelain") == ""


def test_what_was_staged_of_the_same_file_goes_with_it(library: Path, git: Git) -> None:
    """The file is committed as it is on the disk, whatever somebody has staged of it; the index is clean then."""
    git(library, "add", "text.md")
    (library / "text.md").write_text("later\n")
    assert commits.commit(library, [library / "text.md"], who="Ana", message="Edited") == ""
    assert git(library, "show", "HEAD:text.md") == "later"
    assert git(library, "status", "--porcelain") == ""


def test_a_merge_in_progress_is_told(library: Path, git: Git) -> None:
    """Git commits no single file then; the change stays on the disk, and goes with the merge."""
    git(library, "checkout", "--quiet", "-b", "other")
    git(library, "commit", "--quiet", "-am", "Theirs")
    git(library, "checkout", "--quiet", "-")
    git(library, "merge", "--quiet", "--no-ff", "--no-commit", "other")
    (library / "text.md").write_text("ours\n")
    assert "merge" in commits.commit(library, [library / "text.md"], who="Ana", message="Edited")
    git(library, "commit", "--quiet", "-m", "Merge")
    assert git(library, "show", "HEAD:text.md") == "ours"


@pytest.mark.parametrize("name", ["د. ليلى", 'Dr. "Ana" O\'Neil 🩺', "-n", "Ana; rm -rf", "É" * 80])
def test_names_reach_git_as_they_are(library: Path, git: Git, name: str) -> None:
    """Quotes, letters of every script, and what looks like an option are a name and nothing else."""
    assert commits.commit(library, [library / "text.md"], who=name, message="Edited") == ""
    assert git(library, "log", "-1", "--format=%an") == name


def test_a_checkout_that_git_cannot_use_is_told(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is damaged, and one on a computer without git: no change goes by in silence."""
    (library / ".git/HEAD").rename(library / "away")
    assert "not a git repository" in commits.commit(library, [library / "text.md"], who="Ana", message="Edited")
    (library / "away").rename(library / ".git/HEAD")
    monkeypatch.setenv("PATH", str(library))
    assert commits.commit(library, [library / "text.md"], who="Ana", message="Edited") == "git is not installed"
