"""What a network does on samples it did not learn from: score beside the baseline, the wrong ones first."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from builder.pages import (
    answers,
    boxes,
    changing,
    charts,
    course,
    jobs,
    labels,
    masks,
    paired,
    sounds,
    strange,
    videos,
    writing,
    written,
)
from builder.pages.language import _
from builder.pages.outcome import Outcome, of, read_test
from builder.pages.visit import Run, Visit
from builder.pages.words import counted, metric, percent, plain, short
from builder.server import intake
from engine.said import heard, say

_COLUMNS = 6
_PAIRS = 3
_PICTURE_PX = 72
_SHOWN = 24
_HEARD = 12
_PLAYERS = 2
_WORDS = {False: say("{target}: answer"), True: say("{target}: off by")}
_TITLES = (say("Validation samples"), say("Test samples"))


def show(visit: Visit, run: Run, outcome: Outcome) -> None:
    """Show validation samples, and test samples once they are asked for."""
    validation, test = st.tabs([_(title) for title in _TITLES])
    with validation:
        if outcome.outputs:
            st.caption(
                counted(
                    outcome.count,
                    "{count} sample it did not learn from, but by which its best epoch was chosen.",
                    "{count} samples it did not learn from, but by which its best epoch was chosen.",
                )
            )
            changing.offer(visit, run, outcome)
            _outcome(outcome, f"validation_{run.id}")
        else:
            st.caption(_("This run kept no answers on validation samples."))
    with test:
        _test(visit, run)


def _test(visit: Visit, run: Run) -> None:
    key = f"evaluate_{run.id}"
    given = jobs.result(key)
    outcome = of(given) if given else read_test(run)
    if outcome.outputs:
        st.caption(
            counted(
                outcome.count, "{count} sample it never saw in any way.", "{count} samples it never saw in any way."
            )
        )
        _outcome(outcome, f"test_{run.id}")
        return
    st.markdown(
        _(
            "Test samples were put away at the beginning. Ask for them once, when you are done: whoever "
            "looks often, and changes the network after it, ends with a number that is too good."
        )
    )
    if visit.editable:
        jobs.button(
            _("Use the test samples"), key, partial(intake.start, visit.person, "evaluate", run=run.id, part="test")
        )


def _outcome(outcome: Outcome, key: str) -> None:
    for target, output in outcome.outputs.items():
        _score(target, output)
        if output.get("unusual"):
            strange.errors(output, key=f"unusual_{key}_{target}")
        elif output.get("curves"):
            boxes.precisions(output, key=f"{key}_{target}")
        elif output.get("iou"):
            masks.overlaps(output, key=f"overlaps_{key}_{target}")
        elif output.get("support"):
            labels.each(output, key=f"labels_{key}_{target}")
        elif output.get("confusion"):
            charts.show(charts.confusion(output["classes"], output["confusion"]), key=f"confusion_{key}_{target}")
        elif output.get("when"):
            charts.show(course.forecast(output), key=f"forecast_{key}_{target}")
        elif output.get("truth"):
            charts.show(charts.errors(output["truth"], output["answers"]), key=f"errors_{key}_{target}")
    if outcome.samples and written.answered(outcome.samples[0]):
        written.held_out(outcome.samples)
        return
    _samples(outcome.samples)


def _score(target: str, output: Mapping[str, Any]) -> None:
    shares = bool(output.get("confusion") or output.get("support") or "bleu" in output)
    write = percent if shares else short
    left, right = st.columns(2)
    interval = output.get("interval")
    within = (
        _("95 % sure between {low} and {high}", low=write(interval[0]), high=write(interval[1])) if interval else None
    )
    left.metric(
        f"{plain(target)}: {plain(metric(str(output.get('metric', 'score'))))}", write(output["score"]), help=within
    )
    if interval:
        left.caption(within)
    if output["baseline"] is not None:
        right.metric(_("without a network"), write(output["baseline"]))
        right.caption(plain(_(heard(output, "baseline_sentence"))))
    if output.get("usual"):
        writing.score(output)
    if "bleu" in output:
        written.score(output)


_OVER = ((masks.answered, masks.held_out), (boxes.answered, boxes.held_out))
"""What is shown over pictures: which target of a sample is answered so, and what shows it."""


def _samples(samples: Sequence[Any]) -> None:
    if not samples:
        return
    wrong = sum(bool(sample.get("wrong")) for sample in samples)
    st.markdown(
        _("**Samples**, the wrong ones first ({wrong} of those kept)", wrong=wrong) if wrong else _("**Samples**")
    )
    if _played(samples[:_HEARD]):
        return
    pictures = [name for name, value in samples[0]["inputs"].items() if _is_picture(value)]
    picture = next(iter(pictures), None)
    if picture is None:
        st.dataframe([_row(sample) for sample in samples], hide_index=True, width="stretch")
        return
    for answered, show_over in _OVER:
        if target := answered(samples[0]):
            show_over(samples, picture, target)
            return
    if _made(samples[0]):
        _pairs(samples)
        return
    if len(pictures) > 1:
        paired.grid([each["inputs"] for each in samples], pictures, [_caption(each) for each in samples])
        return
    for start in range(0, min(len(samples), _SHOWN), _COLUMNS):
        for column, sample in zip(st.columns(_COLUMNS), samples[start : start + _COLUMNS], strict=False):
            column.image(sample["inputs"][picture], width="stretch", alt=_("A held-out picture"))
            column.caption(_caption(sample))


def _played(samples: Sequence[Any]) -> bool:
    """Show samples that take time, sounds or clips; false where they are none."""
    captions = [_caption(sample) for sample in samples]
    for name, value in samples[0]["inputs"].items():
        given = [sample["inputs"][name] for sample in samples]
        if sounds.is_sound(value):
            sounds.grid(given, captions, _PLAYERS)
            return True
        if videos.is_video(value):
            videos.grid(given, captions)
            return True
    return False


def _pairs(samples: Sequence[Any]) -> None:
    """Show what came out beside what went in."""
    st.caption(_("What went in, and what came out of it; the most different ones first."))
    for start in range(0, min(len(samples), _SHOWN), _PAIRS):
        for column, sample in zip(st.columns(_PAIRS), samples[start : start + _PAIRS], strict=False):
            with column.container(horizontal=True, gap="small"):
                for target, made in _made(sample).items():
                    st.image(sample["truth"][target]["picture"], width=_PICTURE_PX, alt=_("What went in"))
                    st.image(made, width=_PICTURE_PX, alt=_("What came out"))
                    if told := strange.said(sample["answers"][target]):
                        st.caption(told)
            if caption := _caption(sample):
                column.caption(caption)


def _made(sample: Mapping[str, Any]) -> dict[str, str]:
    """Return the pictures that a network made of a sample, by target."""
    return {target: answer["picture"] for target, answer in sample["answers"].items() if answer.get("picture")}


def _caption(sample: Mapping[str, Any]) -> str:
    lines = []
    for target, answer in sample["answers"].items():
        if answer.get("picture"):
            continue
        said = plain(answers.text(answer))
        right = plain(answers.right(sample["truth"][target]))
        sure = answers.sure(answer)
        lines.append(
            _(":red[{said}], is {right}", said=said, right=right)
            if sample.get("wrong")
            else f"{said} · {sure}"
            if sure
            else said
        )
    return " ".join(lines)


def _row(sample: Mapping[str, Any]) -> dict[str, object]:
    said = {_(_WORDS[again].text, target=target): _said(sample, target) for target, again in _again(sample).items()}
    sure = {
        _("{target}: sure", target=target): answers.sure(answer)
        for target, answer in sample["answers"].items()
        if answers.sure(answer)
    }
    given = {name: value for name, value in sample["inputs"].items() if name not in sample["truth"]}
    true = {
        _("{target}: is", target=target): answers.right(value)
        for target, value in sample["truth"].items()
        if isinstance(value, str | int | float) or "labels" in sample["answers"][target]
    }
    mark = {"": "✗" if sample.get("wrong") else "✓"} if true else {}
    return {**mark, **true, **said, **sure, **given}


def _again(sample: Mapping[str, Any]) -> dict[str, bool]:
    """Return for each answer whether it is what went in, given again."""
    return {target: isinstance(sample["truth"][target], dict) for target in sample["answers"]}


def _said(sample: Mapping[str, Any], target: str) -> str:
    """Return an answer in a word; where what went in was to be given again, how far off it is on average."""
    answer, truth = sample["answers"][target], sample["truth"][target]
    if not isinstance(truth, dict):
        return answers.text(answer)
    return short(answers.apart(answer["value"], truth["value"]))


def _is_picture(value: object) -> bool:
    return isinstance(value, str) and value.startswith("data:image/")
