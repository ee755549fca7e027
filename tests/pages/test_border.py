"""What a person reads when a page could not be written."""

import errno
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from builder.server import people
from builder.server.answers import DISK_FULL

MAIN = Path(__file__).parents[2] / "builder" / "main.py"


@pytest.mark.parametrize(
    ("fault", "words"),
    [(OSError(errno.ENOSPC, "No space left"), DISK_FULL), (KeyError("inner"), "what you made is kept")],
    ids=["full disk", "anything"],
)
def test_a_fault_is_one_sentence_and_goes_to_the_log(
    fault: Exception, words: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise fault

    monkeypatch.setattr(people, "person", fail)
    page = AppTest.from_file(MAIN).run()
    assert [words in error.value for error in page.error] == [True]
    assert not page.exception
    assert "A page could not be written." in caplog.text
