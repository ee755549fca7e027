"""Every text of every page goes through the catalogue, and whoever reads German gets German."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, step

PAGES = ("Data", "Projects", "Train", "Test", "Export", "Learn")

# What stands on the page outside of brackets: text nodes and the attributes that screen readers say, shadow roots too.
BARE = """() => {
  const found = new Set();
  const attributes = ["aria-label", "title", "placeholder", "alt"];
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (["SCRIPT", "STYLE", "CODE", "PRE", "KBD", "OPTION"].includes(element.tagName)) continue;
      if (element.shadowRoot) walk(element.shadowRoot);
      if (!element.checkVisibility?.()) continue;
      const inside = element.closest("[data-words]");
      if (inside) continue;
      for (const node of element.childNodes)
        if (node.nodeType === 3 && node.textContent.trim()) found.add(node.textContent.trim());
      for (const name of attributes) if (element.getAttribute(name)?.trim()) found.add(element.getAttribute(name).trim());
    }
  };
  walk(document);
  return [...found];
}"""

# Names that are nobody's to translate: of kinds, of people and their things, and of Streamlit's own controls.
NAMES = re.compile(
    r"[\W\d_]*|Layerloom|xx|XX|Guest|G|[A-Z]\w*|[\w.]+[A-Z\d]\w*|float32|relu|softmax|linear|conv1|image|digit\w*|"
    r"fullscreen|keyboard\w*|arrow\w*|expand\w*|close|check\w*|info|error|download|Main menu|Show/hide columns",
)


def bare(page: Page) -> list[str]:
    """Return the texts with words that are in no brackets."""
    texts: list[str] = page.evaluate(BARE)
    outside = [re.sub(r"⟦[^⟦⟧]*⟧", "", re.sub(r"⟦[^⟦⟧]*⟧", "", text)) for text in texts]
    return sorted({text.strip() for text in outside if any(not NAMES.fullmatch(word) for word in text.split())})


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
    print(found)
    assert not any(found.values()), found


def test_german_for_whoever_asks_for_it_and_the_choice_stays(visitor: Callable[..., Page]) -> None:
    page = visitor(locale="de-DE")
    expect(page.get_by_text("bereit zum Training").first).to_be_visible(timeout=LONG)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.get_by_test_id("language").select_option("en")
    expect(page.get_by_text("ready to train").first).to_be_visible()
    page.reload()
    expect(page.get_by_text("ready to train").first).to_be_visible(timeout=LONG)
