"""Figures for a topic: dated, ranked, with what disagrees marked."""
