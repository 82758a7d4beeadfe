"""The member organisations that documents tell of, and where documents name them."""
