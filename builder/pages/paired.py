"""Samples that the app made of others, on pages: two beside each other, and pictures that are turned."""

import base64
import io
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from PIL import Image

from builder.pages import answers
from builder.pages.language import _
from builder.pages.outcome import read
from builder.pages.visit import Run
from builder.pages.words import plain, short
from engine.data.made import TURNS
from engine.data.schema import Feature, Schema
from engine.host.client import Client
from engine.runs.folder import DOCUMENT, read_json
from engine.words import Json, Refusal

_client = Client()
_PICTURE_PX = 72
_OWN_PX = 150
_IN_A_ROW = 3
_SHOWN = 24


def grid(samples: Sequence[Mapping[str, Any]], pictures: Sequence[str], captions: Sequence[str]) -> None:
    """Show the pictures of each sample beside each other, with what is said of them beneath."""
    for start in range(0, min(len(samples), _SHOWN), _IN_A_ROW):
        places = st.columns(_IN_A_ROW)
        for place, sample, caption in zip(places, samples[start:], captions[start:], strict=False):
            with place.container(horizontal=True, gap="small"):
                for name in pictures:
                    st.image(sample[name], width=_PICTURE_PX, alt=name)
            place.caption(caption)


def preview(schema: Schema) -> None:
    """Show some of the samples that are made of pictures."""
    pictures = [feature.name for feature in schema.features if feature.type == "image"]
    target = schema.targets()[0].name
    shown = schema.preview[:_SHOWN]
    if len(pictures) > 1:
        grid(shown, pictures, [plain(str(sample[target])) for sample in shown])
        return
    labels = [TURNS[place % len(TURNS)] for place in range(len(shown))]
    turned = [_turned(str(sample[pictures[0]]), place) for place, sample in enumerate(shown)]
    st.image(turned, caption=labels, width=_PICTURE_PX, alt=[_("A picture, turned") for _label in labels])


def try_it(run: Run, inputs: Sequence[Feature]) -> None:
    """Let the person give two pictures, or take those of a held-out pair, and say whether they are the same."""
    held = [sample["inputs"] for sample in read(run).samples]
    given: dict[str, Json] = {}
    for place, feature in zip(st.columns(len(inputs)), inputs, strict=True):
        with place:
            given[feature.name] = _picture(run, feature, held, later=len(given))
    if not all(given.values()):
        st.caption(_("Choose both pictures; then it says whether they are the same."))
        return
    try:
        outputs: Any = _client.predict(run.id, given)["outputs"]
        answers.show(outputs, key=f"try_{run.id}")
        _distance(run, outputs)
    except Refusal as refusal:
        st.error(plain(_(str(refusal))))


def _picture(run: Run, feature: Feature, held: Sequence[Mapping[str, Any]], later: int) -> str | None:
    """Return a picture as base64 or as a `data:` address: the person's own, or one that was held out."""
    chosen = st.file_uploader(plain(feature.name), ["png", "jpg", "jpeg"], key=f"pair_{run.id}_{feature.name}")
    if chosen:
        st.image(chosen.getvalue(), width=_OWN_PX, alt=feature.name)
        return base64.b64encode(chosen.getvalue()).decode()
    if not held:
        return None
    number = st.number_input(
        _("Or held-out sample"), 1, len(held), value=1 + later % len(held), key=f"held_{run.id}_{feature.name}"
    )
    taken = str(held[int(number) - 1][feature.name])
    st.image(taken, width=_OWN_PX, alt=feature.name)
    return taken


def _distance(run: Run, outputs: Mapping[str, Any]) -> None:
    """Say how far apart both come out, where the network learns that."""
    document: Any = read_json(run.folder, DOCUMENT)
    learns = [
        node["params"]["target"]
        for node in document["nodes"].values()
        if node["kind"] == "Output" and node.get("params", {}).get("loss", {}).get("kind") == "SquaredHinge"
    ]
    for target in learns:
        score = outputs.get(target, {}).get("number")
        if score is not None:
            words = _("distance {distance}; below 1 both are taken for the same", distance=short(1 - score))
            st.caption(words)


def _turned(picture: str, quarters: int) -> bytes:
    """Return a picture, given as a `data:` address that this program made, turned against the clock, as PNG."""
    image = Image.open(io.BytesIO(base64.b64decode(picture.partition(",")[2])))
    file = io.BytesIO()
    image.rotate(90 * (quarters % len(TURNS))).save(file, "PNG")
    return file.getvalue()
