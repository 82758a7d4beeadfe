"""Made-up training examples for the reader: what users of a hub ask, in words other than the text's.

In: a seed. Out: endless examples in English, Spanish and Catalan, questions and passages in any two of
them. Wordings, values and names are data files in this folder; nothing in them is real but towns.
"""

from models.recipes.reader_templates.generator import examples

__all__ = ["examples"]
