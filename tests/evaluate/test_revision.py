"""What stands here by git's word, and what is said where git is not."""

import pytest

from dragoman.errors import UsageError
from dragoman.evaluate.revision import commit_of, git


def test_without_git_the_commit_is_unknown(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert commit_of() == "unknown"


def test_outside_of_a_checkout_the_commit_is_unknown(monkeypatch, tmp_path):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)

    assert commit_of() == "unknown"


def test_without_git_no_revision_is_compared(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(UsageError, match="not installed"):
        git("describe")
