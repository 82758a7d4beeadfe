"""HTTP service, page and command line: thin skins over one Assistant."""
