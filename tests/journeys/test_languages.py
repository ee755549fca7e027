"""Every text of every page goes through the catalogue, and whoever reads German gets German."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, step

PAGES = ("Data", "Projects", "Train", "Test", "Export", "Learn")

# What stands on the page outside of brackets: text nodes and the attributes that screen readers say, shadow roots too.
# The notes of a document are a person's own, and code is code.
BARE = """() => {
  const found = new Set();
  const strip = (text) => text.replace(/⟦[^⟦⟧]*⟧/g, "").replace(/⟦[^⟦⟧]*⟧/g, "");
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (/^(SCRIPT|STYLE|CODE|PRE|KBD|OPTION)$/.test(element.tagName) || !element.checkVisibility()) continue;
      if (element.closest(".react-flow__node-note, .ll-note")) continue;
      const around = strip((element.closest("p, h1, h2, h3, li, td, button, label") ?? element).textContent);
      for (const { nodeType, textContent } of element.childNodes)
        if (nodeType === 3 && textContent.trim() && around.includes(textContent.trim())) found.add(textContent.trim());
      for (const name of ["aria-label", "title", "placeholder", "alt"])
        if (element.getAttribute(name)?.trim()) found.add(strip(element.getAttribute(name)).trim());
    }
  };
  walk(document);
  return [...found];
}"""

# Names that are nobody's to translate: of kinds, settings, keys and units, of people and their things.
NAMES = re.compile(
    r"[\W\d_]*|Layerloom|Guest|[A-Z]\w{0,2}|\(?(Ctrl|Shift|Alt)?\+?\w\)?|k|s|[kMG]B|[A-Z]\w*\d?D?|float32|relu|softmax|linear|"
    r"same|valid|(conv|norm|pool)\d|flatten|dropout|dense|image|digit|XX|material\w*|arrow_\w+|\w+_\w+"
)
# What Streamlit says by itself.
STREAMLIT = {"Skip to main content", "Choose an option", "Download as CSV", "Show/hide columns", "Help for", "close"}
# An example of a code.
STREAMLIT |= {"k7fm-2xqa-9hdp-w3tr"}


def bare(page: Page) -> list[str]:
    """Return the texts with words that are in no brackets."""
    texts: list[str] = page.evaluate(BARE)
    return sorted(
        {text for text in texts if any(not NAMES.fullmatch(word) for word in re.split(r"[\s,]+", text))} - STREAMLIT
    )


@pytest.mark.slow
def test_no_text_goes_past_the_catalogue(visitor: Callable[..., Page]) -> None:
    page = visitor(locale="xx")
    expect(page.get_by_text("⟦✓ ready to train⟧").first).to_be_visible(timeout=LONG)
    page.get_by_test_id("node-conv1").click()
    found = {"Design": bare(page)}
    for title in PAGES:
        step(page, title)
        page.wait_for_timeout(2500)
        found[title] = bare(page)
    assert not any(found.values()), found


def test_german_for_whoever_asks_for_it_and_the_choice_stays(visitor: Callable[..., Page]) -> None:
    page = visitor(locale="de-DE")
    expect(page.get_by_text("bereit zum Training").first).to_be_visible(timeout=LONG)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.get_by_test_id("language").select_option("en")
    expect(page.get_by_text("ready to train").first).to_be_visible()
    page.reload()
    expect(page.get_by_text("ready to train").first).to_be_visible(timeout=LONG)
