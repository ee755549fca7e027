"""The pages: what a person sees and does, written by Streamlit."""
