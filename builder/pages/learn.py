"""The Learn page: the steps of the work, blocks and architectures that papers made known, advice, every command."""

from dataclasses import dataclass

import streamlit as st

from builder.pages import advice, commands, papers
from builder.pages.language import _
from builder.pages.navigation import go
from builder.pages.pictures import step_picture
from builder.pages.visit import Visit, current
from builder.store import projects
from engine.propose import templates
from engine.said import say


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
        title=say("1 · Data"),
        sentences=say(
            "A network learns from samples: rows of a table, pictures, sounds, texts or clips. One column is the "
            "answer. Some samples are kept aside, so that you can see later whether it learned or only remembered."
        ),
        template="iris-mlp",
        button=say("Open the iris flowers"),
    ),
    Step(
        picture="design",
        title=say("2 · Design"),
        sentences=say(
            "Layers stand on a canvas, and what one makes flows into the next. Each says how many numbers "
            "come out. Where two do not fit, it says why and offers to mend it."
        ),
        template="digits-mlp",
        button=say("Open a dense network for digits"),
    ),
    Step(
        picture="train",
        title=say("3 · Train"),
        sentences=say(
            "It goes through the samples again and again; after each batch it changes its weights a little, "
            "against the error. Loss should fall for training and for validation. Where they part, it "
            "begins to learn by heart."
        ),
        template="spirals-mlp",
        button=say("Open two spirals, and watch it learn"),
    ),
    Step(
        picture="test",
        title=say("4 · Test"),
        sentences=say(
            "Try it on an input of your own. Look at what it gets wrong, and compare it with the answer "
            "that needs no network: always saying the most frequent class."
        ),
        template="digits-cnn",
        button=say("Open a network that reads your handwriting"),
    ),
    Step(
        picture="export",
        title=say("5 · Export"),
        sentences=say(
            "A SavedModel takes raw values, exactly as you gave them here, and was compared with the "
            "network before it is offered. Or take the plain Keras program, to read and change it."
        ),
        template="diabetes-regression",
        button=say("Open a network that answers a number"),
    ),
)


def page() -> None:
    """Write the page."""
    visit = current()
    titles = [_("How a network is made"), _("Blocks"), _("Architectures"), _("Advice"), _("Commands")]
    made, blocks, architectures, advised, told = st.tabs(titles, default=titles[3] if advice.wanted() else None)
    with made:
        _steps(visit)
    with blocks:
        st.markdown(
            _(
                "A block is a small network that is used like a layer: edit it once, and it is changed wherever "
                "it stands. The palette has all of these."
            )
        )
        papers.blocks(visit)
    with architectures:
        st.markdown(
            _(
                "Networks that made history, at the sizes of their papers: enter their blocks and change them. "
                "Those that make pictures anew have the input itself as target, so any pictures will do: choose "
                "some, and one press fits the network to their size."
            )
        )
        papers.architectures(visit)
    with advised:
        advice.section(visit)
    with told:
        commands.section()


def _steps(visit: Visit) -> None:
    for step in STEPS:
        with st.container(border=True, key=f"card_{step.picture}"):
            picture, words = st.columns([1, 3], vertical_alignment="center", gap="medium")
            picture.image(step_picture(step.picture), width="stretch", alt="")
            with words:
                _words(visit, step)


def _words(visit: Visit, step: Step) -> None:
    st.subheader(_(step.title), anchor=False)
    st.markdown(_(step.sentences))
    if st.button(_(step.button), key=f"step_{step.picture}"):
        go("design", projects.create(visit.person, templates.document(step.template)).id)
