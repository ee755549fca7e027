"""The document: its model, JSON and Yjs forms, edits, migrations and graph."""
