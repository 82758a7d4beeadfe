"""Words with which a statement may say what its source says in others, in the three languages.

In: folded words. Out: whether one adds nothing, and which mean the same here. Short on purpose: a
word that is on no list must stand in the source.
"""

# They join, point or report, and claim nothing.
_EMPTY = frozenset(
    (
        "also currently according total number year years called named known include includes including "
        "such specifically respectively namely following states stated says reports reported mentions "
        "described document documents report article source hub s "
        "tambien actualmente segun total numero ano anos llamado llamada llama incluye incluyen incluidos "
        "concretamente siguiente siguientes indica senala informe articulo fuente documento documentos "
        "cuenta consta trata "
        "tambe actualment segons nombre any anys anomenat anomenada inclou inclouen concretament seguent "
        "seguents indica assenyala informe article font document documents compta consta tracta"
    ).split()
)
_GROUPS = (
    # Makes.
    "produce produces produced producing production manufacture manufactures manufactured makes made make "
    "produccion produccio fabrica fabrican fabricado fabriquen fabricat produeix produeixen producido "
    "produit",
    # Gets money, in a round.
    "raise raised raises obtain obtained obtains receive received receives secured secure closed closes got "
    "round funding financing obtuvo obtiene obtenido recibio recibe recaudar recaudo captar capto cerro "
    "consiguio consigue logro levantar levanto ronda financiacion obtingut obte rebut rep recaptar recaptat "
    "captat tancat aconseguit aconsegueix aixecar aixecat aixeca financament",
    # Begins.
    "began begin begins started start starts launched launch opened inicio inicia empezo comenzo lanzo "
    "abrio comenca comencat iniciar llancat obert",
    # Is made or set up.
    "founded created established fundada fundado creada creado establecida fundat creat",
    # An organisation.
    "company firm companies firms empresa empresas empreses companyia compania companyies",
    # Is in a place.
    "located based situated ubicada ubicado situada situado situat ubicat",
    # Has people or parts.
    "has have comprises consists tiene tienen cuenta comprende te tenen compren",
    # Takes part.
    "participates participate partner partners part participa participan participen forma",
    # Sums of money.
    "euro euros eur dollar dollars usd dolares dolars",
)  # fmt: skip
_SAME = {word: number for number, group in enumerate(_GROUPS) for word in group.split()}


def adds_nothing(word: str) -> bool:
    """Whether a folded word claims nothing by itself."""
    return word in _EMPTY


def means_one_of(word: str, said: set[str]) -> bool:
    """Whether a folded word means the same as one of those said."""
    group = _SAME.get(word)
    return group is not None and any(_SAME.get(other) == group for other in said)
