"""axe-core on a page: what it finds that keeps people out."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

_SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
_RUN = """async excluded => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const {violations} = await axe.run(document, {resultTypes: ["violations"], runOnly: {type: "tag", values: tags}});
  return violations.filter(({impact}) => impact === "serious" || impact === "critical").flatMap(({id, nodes}) =>
    nodes.map(({html, any, all, none}) => [id, html, [...any, ...all, ...none][0]?.message ?? ""])
      .filter(([, html]) => !(excluded[id] ?? []).some(part => html.includes(part)))
      .map(([id, html, why]) => `${id}: ${why} ${html.slice(0, 160)}`));
}"""

# What is Streamlit's own and can be changed by no option of it: rule -> part of the element's markup.
STREAMLITS_OWN: dict[str, list[str]] = {}


def violations(page: Page) -> list[str]:
    """Return the serious and critical violations of WCAG 2.2, A and AA, on the page as it stands."""
    page.evaluate(_SCRIPT)
    found: list[str] = page.evaluate(_RUN, STREAMLITS_OWN)
    return found
