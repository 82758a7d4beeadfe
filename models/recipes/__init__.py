"""How the models and word lists were made: run by hand, each with its data; no part of the program."""
