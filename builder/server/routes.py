"""Every address that is served beside Streamlit's own."""

from builder.server import downloads, opening, questions, reopening, sockets, statics, training, uploads

ROUTES = (
    *statics.ROUTES,
    *sockets.ROUTES,
    *opening.ROUTES,
    *uploads.ROUTES,
    *downloads.ROUTES,
    *reopening.ROUTES,
    *questions.ROUTES,
    *training.ROUTES,
)
