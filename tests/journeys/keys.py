"""What hands do that use no mouse."""

from playwright.sync_api import Page, expect

_FOCUSED = """() => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  if (!active || active === document.body) return {testid: "", role: "", name: ""};
  return {testid: active.dataset.testid ?? "", role: active.getAttribute("role") ?? "",
          name: active.getAttribute("aria-label") ?? active.textContent ?? ""};
}"""
_MOST_TABS = 80


def focused(page: Page) -> dict[str, str]:
    """Return what has the focus: its `testid`, `role` and `name`; empty texts where nothing has it."""
    found: dict[str, str] = page.evaluate(_FOCUSED)
    return found


def tab_to(page: Page, wanted: str, key: str = "Tab") -> None:
    """Press Tab until the focus is on what has this test id or name; a trap on the way is a fault."""
    for _ in range(_MOST_TABS):
        now = focused(page)
        if wanted in (now["testid"], now["name"]):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never comes to {wanted}; it is at {focused(page)}.")


def choose(page: Page, key: str, words: str, option: str) -> None:
    """Ask by a key, type, and take what is marked then."""
    page.keyboard.press(key)
    expect(page.get_by_test_id("ask-words")).to_be_focused()
    page.keyboard.type(words)
    expect(page.get_by_test_id(f"option-{option}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("ask-words")).to_have_count(0)


def find(page: Page, key: str, words: str, kind: str) -> None:
    """Search for a layer by a key, type, and take the first that is found."""
    page.keyboard.press(key)
    expect(page.get_by_test_id("search-field")).to_be_focused()
    page.keyboard.type(words)
    expect(page.get_by_test_id(f"offer-add-{kind}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("search")).to_have_count(0)


def expect_focus(page: Page, testid: str) -> None:
    """Wait until the focus is there."""
    expect(page.get_by_test_id(testid)).to_be_focused()
