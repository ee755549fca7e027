"""The one stylesheet of the pages: Streamlit's own frame is taken away, cards and states look the same everywhere."""

import streamlit as st

_CSS = """
<style>
:root { --bar: 48px; --ground: #ffffff; --line: #e4e7ec; --accent: #c32a3a; --chosen: #e3eafc; --text: #1b2430; }
@media (prefers-color-scheme: dark) { :root { --ground: #0e1117; --line: #262d3a; --accent: #d63a45; --chosen: #293651;
  --text: #e8ecf2; } }
header[data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stDecoration"], [data-testid="stStatusWidget"],
footer, [data-testid="stSidebar"], [data-testid="stSidebarCollapsedControl"] { display: none !important; }
[data-testid="stMainBlockContainer"] { padding: 0; max-width: none; }
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] { gap: 0; }
.stElementContainer:has(style) { display: none; }

.st-key-bar { flex: none; height: var(--bar); min-height: var(--bar); }
.st-key-page { max-width: 1240px; margin: 0 auto; padding: 26px 28px 64px; }
.st-key-page h1, .st-key-page h2, .st-key-page h3 { padding: 0; font-weight: 620; line-height: 1.35; }
.st-key-page h1 { font-size: 24px; font-weight: 650; }
.st-key-page h2 { font-size: 18px; }
.st-key-page h3 { font-size: 15px; }
/* Streamlit draws what follows up by its whole gap; a title keeps 10 px of it. */
.st-key-page [data-testid="stHeading"] > [data-testid="stMarkdownContainer"] { margin-bottom: -6px; }
.st-key-page [data-testid="stVerticalBlock"] > .stElementContainer:has(> [data-testid="stHeading"]):not(:first-child) {
  margin-top: 12px; }
.st-key-page [data-testid="stHeadingWithActionElements"] a { display: none; }
.st-key-page [data-testid="stCaptionContainer"] { opacity: .78; }
.st-key-page [data-testid="stMetricValue"] { font-size: 24px; font-variant-numeric: tabular-nums; }
.st-key-page .stElementContainer:has(> .stMetric) + .stElementContainer:has([data-testid="stCaptionContainer"]) {
  margin-top: -12px; }
.st-key-page [data-testid="stVerticalBlockBorderWrapper"], .st-key-page [class*="st-key-card"] { border-radius: 12px; }
.st-key-page button[kind] p { font-size: 14px; }
.st-key-page button[kind="primary"] { background: var(--accent); border-color: var(--accent); color: #ffffff; }
.st-key-page button[kind="primary"]:hover { filter: brightness(.93); }
.st-key-page .stMultiSelect [data-tag] { background: var(--chosen); }
.st-key-page .stMultiSelect [data-tag] * { color: var(--text); }
.st-key-page [data-testid="stProgress"] [role="progressbar"] > div > div { background: var(--accent); }
.st-key-page [data-testid="stImage"] [data-testid="stElementToolbar"],
.st-key-page [data-testid="stFullScreenFrame"]:has([data-testid="stImage"]) [data-testid="stElementToolbar"] {
  display: none; }

.stApp:has(.st-key-design) [data-testid="stMain"] { overflow: hidden; }
.st-key-code { position: fixed; top: var(--bar); right: 0; bottom: 0; width: var(--code-width, 420px);
  padding: 10px 12px; gap: 6px; background: var(--ground); border-left: 1px solid var(--line); }
.st-key-code iframe { height: calc(100dvh - var(--bar) - 70px) !important; }
[data-stale="true"] { opacity: 1 !important; transition: none !important; }
.st-key-page [class*="st-key-card"] { gap: .6rem; }
.st-key-commands table { width: 100%; table-layout: fixed; font-size: 14px; }
.st-key-commands th, .st-key-commands td { padding: 5px 10px 5px 0; border-width: 0 0 1px; text-align: left; }
.st-key-commands :is(th, td):nth-child(1) { width: 25%; }
.st-key-commands :is(th, td):nth-child(3) { width: 22%; }
.st-key-commands thead { display: none; }
.st-key-page [data-testid="stImage"] img { image-rendering: auto; }
</style>
"""


def theme() -> str:
    """Return which theme the visitor sees: `light` or `dark`."""
    return "dark" if st.context.theme.type == "dark" else "light"


def apply() -> None:
    """Put the stylesheet into the page."""
    st.html(_CSS)
