"""What the commands do, a module a command; `api.cli` only declares them."""
