"""Return codes: what a person types from a slip of paper brings their workspace back."""

import pytest

from builder.store import people


def test_a_code_brings_its_person_back_however_it_is_typed(ann: str, bob: str) -> None:
    code = people.new_return_code(ann)
    for typed in (code, code.upper(), code.replace("-", ""), f"  {code.replace('-', ' ')}\n"):
        assert people.with_return_code(typed) == ann
    assert people.has_return_code(ann)
    assert not people.has_return_code(bob)


def test_a_new_code_ends_the_old_one(ann: str) -> None:
    old, new = people.new_return_code(ann), people.new_return_code(ann)
    assert people.with_return_code(old) is None
    assert people.with_return_code(new) == ann


@pytest.mark.parametrize("typed", ["", "-", "aaaa-aaaa-aaaa-aaaa", "a" * 10_000, "é😀\x00"])
def test_a_wrong_code_brings_nobody(ann: str, typed: str) -> None:
    assert people.with_return_code(typed) is None


def test_remembering_twice_changes_nothing(ann: str) -> None:
    code = people.new_return_code(ann)
    people.remember(ann)
    assert people.with_return_code(code) == ann
