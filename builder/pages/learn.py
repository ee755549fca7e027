"""The Learn page: the five steps of the work, and blocks and architectures that papers made known."""

from dataclasses import dataclass

import streamlit as st

from builder.pages import papers
from builder.pages.navigation import go
from builder.pages.pictures import step_picture
from builder.pages.visit import Visit, current
from builder.store import projects
from engine.propose import templates


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the work, and the template that shows it best."""

    picture: str
    title: str
    sentences: str
    template: str
    button: str


STEPS = (
    Step(
        picture="data",
        title="1 · Data",
        sentences="A network learns from samples: rows of a table, or pictures. One column is the answer. Some "
        "samples are kept aside, so that you can see later whether it learned or only remembered.",
        template="iris-mlp",
        button="Open the iris flowers",
    ),
    Step(
        picture="design",
        title="2 · Design",
        sentences="Layers stand on a canvas, and what one makes flows into the next. Each says how many numbers "
        "come out. Where two do not fit, it says why and offers to mend it.",
        template="digits-mlp",
        button="Open a dense network for digits",
    ),
    Step(
        picture="train",
        title="3 · Train",
        sentences="It goes through the samples again and again; after each batch it changes its weights a little, "
        "against the error. Loss should fall for training and for validation. Where they part, it begins to learn "
        "by heart.",
        template="spirals-mlp",
        button="Open two spirals, and watch it learn",
    ),
    Step(
        picture="test",
        title="4 · Test",
        sentences="Try it on an input of your own. Look at what it gets wrong, and compare it with the answer that "
        "needs no network: always saying the most frequent class.",
        template="digits-cnn",
        button="Open a network that reads your handwriting",
    ),
    Step(
        picture="export",
        title="5 · Export",
        sentences="A SavedModel takes raw values, exactly as you gave them here, and was compared with the network "
        "before it is offered. Or take the plain Keras program, to read and change it.",
        template="diabetes-regression",
        button="Open a network that answers a number",
    ),
)


def page() -> None:
    """Write the page."""
    visit = current()
    made, blocks, architectures = st.tabs(["How a network is made", "Blocks", "Architectures"])
    with made:
        _steps(visit)
    with blocks:
        st.markdown(
            "A block is a small network that is used like a layer: edit it once, and it is changed wherever it stands. "
            "The palette has all of these."
        )
        papers.blocks(visit)
    with architectures:
        st.markdown(
            "Networks that made history, at the sizes of their papers: enter their blocks and change them. Those that "
            "make pictures anew have the input itself as target, so any pictures will do: choose some, and one press "
            "fits the network to their size."
        )
        papers.architectures(visit)


def _steps(visit: Visit) -> None:
    for step in STEPS:
        with st.container(border=True, key=f"card_{step.picture}"):
            picture, words = st.columns([1, 3], vertical_alignment="center", gap="medium")
            picture.image(step_picture(step.picture), width="stretch")
            with words:
                _words(visit, step)


def _words(visit: Visit, step: Step) -> None:
    st.subheader(step.title, anchor=False)
    st.markdown(step.sentences)
    if st.button(step.button):
        go("design", projects.create(visit.person, templates.document(step.template)).id)
