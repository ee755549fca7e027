"""Proposes fixes: for each code of a finding, edits that may mend it. None is offered before it was tried."""
