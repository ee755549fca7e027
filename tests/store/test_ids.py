"""Ids and folders: nothing that is said leads out of a folder."""

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.store.ids import folder, is_id, new_id


def test_ids_are_unguessable_and_never_twice_the_same() -> None:
    found = {new_id() for _ in range(1000)}
    assert len(found) == 1000
    assert all(is_id(one) and len(one) == 26 for one in found)


def test_a_prefix_tells_people_what_an_id_is() -> None:
    assert new_id("titanic").startswith("titanic-")


@given(st.text(max_size=60))
@example("..")
@example("a/../../b")
@example("C:\\a")
@example("a\x00b")
@example("con::$DATA")
def test_a_folder_lies_where_the_oracle_says(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    root = tmp_path_factory.getbasetemp().resolve()
    try:
        found = folder(root, name)
    except ValueError:
        return
    # The oracle knows no rule about ids: it follows the text part by part, as the system does.
    assert os.path.normpath(f"{root}/{name}") == str(found)
    assert found.parent == root
    assert found.name == name


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "abc").symlink_to(tmp_path)
    with pytest.raises(ValueError, match="leads out"):
        folder(root, "abc")
