"""The interface: Streamlit pages, the canvas, the server's routes and its store. Never imports TensorFlow."""
