"""The language in which a page is written: what the person chose, else what the browser asks for."""

import streamlit as st

from builder.language.messages import ENGLISH, LANGUAGES, PSEUDO, preferred, told
from builder.server import statics
from builder.store import settings
from engine.said import Said, Value
from engine.words import JsonObject

_LANGUAGE = "language"


def begin(person: str) -> None:
    """Find out the person's language for this run of the script."""
    chosen = settings.get(person, _LANGUAGE)
    known = isinstance(chosen, str) and chosen in (*LANGUAGES, PSEUDO)
    asked = st.context.headers.get("Accept-Language") or st.context.locale or ""
    st.session_state[_LANGUAGE] = chosen if known else preferred(asked)


def choose(person: str, wanted: str) -> None:
    """Keep the language that the person chose."""
    if wanted in (*LANGUAGES, PSEUDO):
        settings.put(person, _LANGUAGE, wanted)


def language() -> str:
    """Return the language of the page that is being written."""
    found: str = st.session_state.get(_LANGUAGE, ENGLISH)
    return found


def words() -> JsonObject:
    """Return the language as a component is told it: its name, and where its messages are (English needs none)."""
    spoken = language()
    fingerprint = statics.messages_fingerprint(spoken)
    return {"language": spoken, "address": fingerprint and f"messages/{spoken}.json?v={fingerprint}"}


def _(sentence: str, /, **values: Value) -> str:
    """Return a message in the language of the page, its places `{name}` filled; `sentence` may be a `Said`."""
    said = sentence if isinstance(sentence, Said) else Said(sentence, values)
    return told(said, language())
