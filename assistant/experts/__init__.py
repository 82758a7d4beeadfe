"""Who can help: a need to the member organisations that the documents say can meet it."""
