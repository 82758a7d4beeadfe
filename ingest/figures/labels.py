"""What the columns of tables are called: dates, sources, units, values, what is counted (en, es, ca).

In: a row written out ("Year: 2018; Companies: over 1,000"). Out: its cells, and which label says what.
"""

import re

from ingest.figures.rows import Cell

_CELL = re.compile(r"(?:^|; )([^:;]{1,90}): ")
DATE = re.compile(
    r"(?:dates?|as of|as at|years?|periods?|when|anys?|dat(?:a|es)|periodes?|quan|anos?|fechas?|"
    r"periodos?|cuando)"
    r"(?: (?:and|y|i) \w+)?"
)
MAYBE_DATE = re.compile(r"\b(?:dates?|fechas?|data|dates)\b")
SOURCE = re.compile(
    r"(?:.*\b)?(?:sources?|fonts?|fuentes?|source code|url|website|web|profile|perfil|aliases|id|code)"
)
UNIT = re.compile(r"(?:units?|unitats?|unidad(?:es)?)")
QUALIFIER = re.compile(r"(?:qualifiers?|qualificador|calificador|precision|precisio)")
COUNTED = re.compile(
    r"(?:what is counted|what|counted|indicator|measure|stage|item|concept|que es compta|concepte|"
    r"indicador|que|"
    r"que se cuenta|concepto|fase)"
)
VALUE = re.compile(
    r"(?:figures?|values?|numbers?|amounts?|results?|xifr(?:a|es)|valors?|nombres?|imports?|dad(?:a|"
    r"es)( anterior)?|"
    r"cifras?|valor(?:es)?|numeros?|importes?|datos?( anterior(?:es)?)?|earlier( figures?)?|"
    r"previous( figures?)?|"
    r"other figures|totals?|(?:19|20)\d\d)"
)
RANKED = re.compile(r"\b(?:rank\w*|position|posicio\w*|puesto|lloc)\b")


def cells_of(row: str) -> tuple[Cell, ...]:
    """The cells of a row; a cell may have semicolons of its own."""
    starts = list(_CELL.finditer(row))
    ends = [*(match.start() for match in starts[1:]), len(row)]
    return tuple(
        Cell(match[1], row[match.end() : end], match.end(), end)
        for match, end in zip(starts, ends, strict=True)
    )
