"""The one stylesheet of the pages: Streamlit's own frame is taken away, cards and states look the same everywhere."""

import streamlit as st

_CSS = """
<style>
:root { --bar: 48px; --ground: #ffffff; --line: #e4e7ec; }
@media (prefers-color-scheme: dark) { :root { --ground: #0e1117; --line: #262d3a; } }
header[data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stDecoration"], [data-testid="stStatusWidget"],
footer, [data-testid="stSidebar"], [data-testid="stSidebarCollapsedControl"] { display: none !important; }
[data-testid="stMainBlockContainer"] { padding: 0; max-width: none; }
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] { gap: 0; }
.stElementContainer:has(style) { display: none; }

.st-key-bar { flex: none; height: var(--bar); min-height: var(--bar); }
.st-key-page { max-width: 1240px; margin: 0 auto; padding: 26px 28px 64px; }
.st-key-page h1 { font-size: 24px; font-weight: 650; padding: 0 0 4px; }
.st-key-page h2 { font-size: 17px; font-weight: 620; padding: 4px 0 6px; }
.st-key-page h3 { font-size: 15px; font-weight: 620; padding: 2px 0 8px; }
.st-key-page [data-testid="stHeadingWithActionElements"] a { display: none; }
.st-key-page [data-testid="stCaptionContainer"] { opacity: .72; }
.st-key-page [data-testid="stMetricValue"] { font-size: 24px; font-variant-numeric: tabular-nums; }
.st-key-page [data-testid="stVerticalBlockBorderWrapper"], .st-key-page [class*="st-key-card"] { border-radius: 12px; }
.st-key-page button[kind] p { font-size: 14px; }

.stApp:has(.st-key-design) [data-testid="stMain"] { overflow: hidden; }
.st-key-code { position: fixed; top: var(--bar); right: 0; bottom: 0; width: var(--code-width, 420px);
  padding: 10px 12px; gap: 6px; background: var(--ground); border-left: 1px solid var(--line); }
.st-key-code iframe { height: calc(100dvh - var(--bar) - 70px) !important; }
.st-key-doors { position: fixed; z-index: 90; left: 232px; bottom: 122px; width: 176px; padding: 12px; gap: 6px;
  border-radius: 12px; background: var(--ground); border: 1px solid var(--line); box-shadow: 0 6px 24px #0002; }
.st-key-doors p { font-size: 14px; }
.st-key-doors button { width: 100%; min-height: 34px; padding: 2px 10px; }
[data-stale="true"] { opacity: 1 !important; transition: none !important; }
.st-key-page [class*="st-key-card"] { gap: .6rem; }
.st-key-page [data-testid="stImage"] img { image-rendering: auto; }
</style>
"""


def theme() -> str:
    """Return which theme the visitor sees: `light` or `dark`."""
    return "dark" if st.context.theme.type == "dark" else "light"


def apply() -> None:
    """Put the stylesheet into the page."""
    st.html(_CSS)
