"""The browser of the journeys is found, and draws; where there is none, that is said and nothing is skipped."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import browser as finding


@pytest.mark.journey
def test_the_browser_draws_a_page(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<h1>here</h1>")
    assert page.get_by_role("heading", name="here").is_visible()
    page.close()


def test_without_a_browser_one_is_installed_or_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installed = []
    monkeypatch.setattr(finding, "find", lambda: None)
    monkeypatch.setattr(subprocess, "run", lambda command, check: installed.append(command[1:]))
    assert finding.main() == 1
    assert installed == [["-m", "playwright", "install", "chromium"]]
    said = capsys.readouterr().err
    assert "apt-get install chromium" in said
    assert said.count("\n") == 1


def test_the_browser_that_is_named_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named = tmp_path / "my-chromium"
    named.touch()
    monkeypatch.setenv("LAYERLOOM_BROWSER", str(named))
    assert finding.find() == str(named)
