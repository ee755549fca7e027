"""Layerloom without a browser: documents, plans, programs, data sets and runs. Knows nothing of Streamlit."""
