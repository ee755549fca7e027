"""What stands on every page: the top bar, what it asks for, and short notices."""

import streamlit as st

from builder import components
from builder.language.messages import LANGUAGES
from builder.pages import asking, identity, language, links, looking, starting
from builder.pages.language import _
from builder.pages.navigation import TITLES, PageName, follow
from builder.pages.visit import Visit
from builder.server import live_state
from engine.words import Json


def bar(visit: Visit, page: PageName) -> None:
    """Show the top bar and do what it asks for."""
    with st.container(key="bar"):
        asked = components.mount("topbar", _data(visit, page), key="topbar")
    asking.applied(asked.state("applied") or ())
    follow(page)
    share, name = asked.take("share"), asked.take("name")
    if share is not None:
        links.change(visit, share)
    if name is not None:
        identity.rename(visit.person, name)
    if asked.take("copy") is not None:
        looking.copy(visit)
    if share is not None or name is not None:
        st.rerun()
    starting.follow(asked)
    chosen = asked.take("language")
    if chosen:
        language.choose(visit.person, str(chosen))
        st.rerun()


def note(sentence: str) -> None:
    """Keep a sentence for the top of the page that is written next."""
    st.session_state.setdefault("notices", []).append(sentence)


def notices() -> None:
    """Show the sentences that were kept, once."""
    for sentence in st.session_state.pop("notices", []):
        st.toast(_(sentence))


def _data(visit: Visit, page: PageName) -> dict[str, Json]:
    runs = visit.runs()
    done = any(run.status.best_epoch for run in runs)
    ready = {"data": visit.raw is not None, "design": visit.ready, "train": done, "test": done, "export": done}
    going = next((run.id for run in runs if not run.status.over), None)
    return {
        "project": visit.project.id,
        "name": visit.document.name or visit.project.name,
        "page": page,
        "pages": [{"id": name, "title": title, "ready": ready.get(name)} for name, title in TITLES.items()],
        "requests": asking.waiting(),
        "role": "edit" if visit.editable else "look",
        "owner": visit.owner,
        "person": identity.person(visit.person),
        "running": going,
        "share": links.links(visit),
        "engine": live_state.engine_state(),
        "trainable": visit.editable,
        "languages": [{"id": name, "title": title} for name, title in LANGUAGES.items()],
    }
