"""Every address that is served beside Streamlit's own."""

from builder.server import (
    downloads,
    library,
    models,
    opening,
    questions,
    reopening,
    restoring,
    samples,
    sockets,
    statics,
    training,
    uploads,
    weights,
)

ROUTES = (
    *statics.ROUTES,
    *sockets.ROUTES,
    *opening.ROUTES,
    *uploads.ROUTES,
    *samples.ROUTES,
    *downloads.ROUTES,
    *reopening.ROUTES,
    *restoring.ROUTES,
    *models.ROUTES,
    *questions.ROUTES,
    *training.ROUTES,
    *library.ROUTES,
    *weights.ROUTES,
)
