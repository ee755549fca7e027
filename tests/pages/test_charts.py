"""Charts that are drawn while another page imports what Plotly looks for."""

import subprocess
import sys

from tests.quality.source import ROOT

# Another thread is in the middle of importing pandas until the chart is drawn, or for a while.
HALF_IMPORTED = """
import sys, threading
import plotly.graph_objects as go
from builder.pages import dates, style

go.Bar(x=[1], y=[2])
begun, drawn = threading.Event(), threading.Event()

class Slow:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("pandas.") and not begun.is_set():
            begun.set()
            drawn.wait(2)

sys.meta_path.insert(0, Slow())
threading.Thread(target=lambda: __import__("pandas")).start()
begun.wait()
try:
    from builder.pages import charts
    charts.calm(go.Figure(go.Bar(x=[1, 2], y=[3, 4])), 100)
finally:
    drawn.set()
"""


def test_a_chart_waits_for_pandas_to_be_whole() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HALF_IMPORTED], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
