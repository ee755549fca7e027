"""What Learn tells about commands is what the canvas was built with."""

import pytest

from builder.pages import commands


def test_every_command_stands_once_in_a_group_that_has_a_title() -> None:
    file = commands.told()
    told = file["commands"]
    names = [command["name"] for command in told]
    assert len(set(names)) == len(names)
    assert {command["group"] for command in told} <= set(file["groups"])
    assert "palette" in names
    assert all(pressed and sentence.strip(".") for pressed, sentence in file["pointer"])
    keys = [key for command in told for key in command["keys"]]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("browser", "mac"),
    [
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", True),
        ("Mozilla/5.0 (X11; Linux x86_64)", False),
        ("", False),
    ],
)
def test_a_mac_is_known_by_its_browser(browser: str, mac: bool) -> None:
    assert commands.is_mac(browser) is mac
