"""The application: Streamlit's pages with our own routes, sockets and middleware beside them."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from builder.server.lifespan import lifespan
from builder.server.middleware import MIDDLEWARE
from builder.server.routes import ROUTES

# Else Streamlit takes `builder/pages/` for pages of its own kind until `st.navigation` was called for the first time.
PagesManager.uses_pages_directory = False

SCRIPT = Path(__file__).parent / "builder" / "main.py"
app = st.App(SCRIPT, lifespan=lifespan, routes=ROUTES, middleware=MIDDLEWARE)
