"""Every rule about data: it fires on its example and not on the mended one, and its fixes mend."""

import re

import pytest

from engine.data.apply import apply
from engine.data.insight import RULES, judge
from engine.document.edits import apply as edited
from engine.document.model import Document

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@each_rule
def test_it_fires_on_its_example_alone(rule):
    found = judge(*rule.wrong())
    assert [judged.rule for judged in found] == [rule.code]
    assert not judge(*rule.right())
    assert "{" not in found[0].sentence


@each_rule
def test_its_fixes_mend_and_bring_nothing_about(rule):
    schema, data = rule.wrong()
    for fix in judge(schema, data)[0].fixes:
        mended = edited(Document(data=data), fix.edits).data
        assert not judge(apply(schema, mended), mended)


@each_rule
def test_its_words_are_complete(rule):
    assert re.fullmatch(r"[a-z][a-z-]+", rule.code)
    assert rule.sentence.endswith(".")
    assert 1 <= len(re.findall(r"[.?!](?:\s|$)", rule.why)) <= 5


def test_codes_are_unique():
    assert len({rule.code for rule in RULES}) == len(RULES) >= 10
