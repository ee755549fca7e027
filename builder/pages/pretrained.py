"""For few pictures: the offer to begin with a network that has learned from others."""

from functools import partial

import streamlit as st

from builder.pages import binding, jobs
from builder.pages.language import _
from builder.pages.visit import Visit
from builder.pages.words import counted, plain
from builder.server import intake
from engine.propose.pretrained import KIND, for_few_pictures, helps

_KEY = "pretrained"


def begin(visit: Visit) -> None:
    """Propose the network once its weights have come."""
    if jobs.take(_KEY) is not None:
        binding.propose_network(visit, for_few_pictures)


def offer(visit: Visit) -> None:
    """Say that the pictures are few, and offer a network for that; missing weights are downloaded first."""
    if not visit.editable or visit.schema is None or not binding.proposable(visit) or not helps(visit.schema):
        return
    words, press = st.columns([4, 1.7], vertical_alignment="center")
    count = counted(visit.schema.samples, "{count} picture is few.", "{count} pictures are few.")
    why = _(
        "A network that has learned from a million photographs sees much in yours from the start. "
        "Its weights, 9 MB, are downloaded once."
    )
    words.markdown(f":material/photo_library: {plain(count)} {plain(why)}")
    with press:
        if not jobs.progress(_KEY):
            download = partial(intake.start, visit.person, "weights", kind=KIND, classifier=False)
            label = _("Start from a pre-trained network")
            st.button(label, key="start_pretrained", on_click=jobs.start, args=(_KEY, download), width="stretch")
    jobs.failed(_KEY)
