"""What the assistant says of experts, in the asker's language. In: facts to say. Out: text for people."""

from dataclasses import dataclass

from ingest.documents import Language, MemberKind


@dataclass(frozen=True, slots=True)
class Phrases:
    """Sentences of one language; {braces} are filled in. `kinds` have their article."""

    kinds: dict[MemberKind, str]
    capability: str
    listed_capability: str
    profile_says: str
    document_says: str
    is_listed_as: str
    found: str
    line: str
    quoted: str
    reach: str
    through: str
    nobody: str
    nobody_of_kind: str
    nearest: str
    ask_hub: str


PHRASES: dict[Language, Phrases] = {
    "en": Phrases(
        kinds={
            "hospital": "a hospital",
            "research": "a research institute",
            "company": "a company",
            "investor": "an investor",
            "technology_centre": "a technology centre",
            "public_body": "a public body",
            "other": "an organisation",
        },
        capability="Its profile names {what} among its capabilities.",
        listed_capability="The list of members names {what} among its capabilities.",
        profile_says="Its profile says so.",
        document_says="“{title}” says so ({date}).",
        is_listed_as="It is {kind}.",
        found="The documents name these organisations for it, the closest first:",
        line="{name}. {why}",
        quoted="“{quote}”",
        reach="How to reach it: {how}",
        through="through {name}, which coordinates the hub",
        nobody="The documents name no organisation for this.",
        nobody_of_kind="The documents name no organisation of that kind for this.",
        nearest="The nearest to it is “{what}”, which {name} has; that is not the same.",
        ask_hub="To ask the hub itself: {name} coordinates it.",
    ),
    "es": Phrases(
        kinds={
            "hospital": "un hospital",
            "research": "un centro de investigación",
            "company": "una empresa",
            "investor": "un inversor",
            "technology_centre": "un centro tecnológico",
            "public_body": "un organismo público",
            "other": "una organización",
        },
        capability="Su perfil recoge {what} entre sus capacidades.",
        listed_capability="La lista de miembros recoge {what} entre sus capacidades.",
        profile_says="Lo dice su perfil.",
        document_says="Lo dice «{title}» ({date}).",
        is_listed_as="Es {kind}.",
        found="Los documentos nombran para ello estas organizaciones, primero la más cercana:",
        line="{name}. {why}",
        quoted="«{quote}»",
        reach="Cómo contactar: {how}",
        through="a través de {name}, que coordina el hub",
        nobody="Los documentos no nombran ninguna organización para esto.",
        nobody_of_kind="Los documentos no nombran para esto ninguna organización de ese tipo.",
        nearest="Lo más cercano es «{what}», que tiene {name}; no es lo mismo.",
        ask_hub="Para preguntar al propio hub: lo coordina {name}.",
    ),
    "ca": Phrases(
        kinds={
            "hospital": "un hospital",
            "research": "un centre de recerca",
            "company": "una empresa",
            "investor": "un inversor",
            "technology_centre": "un centre tecnològic",
            "public_body": "un organisme públic",
            "other": "una organització",
        },
        capability="El seu perfil recull {what} entre les seves capacitats.",
        listed_capability="La llista de membres recull {what} entre les seves capacitats.",
        profile_says="Ho diu el seu perfil.",
        document_says="Ho diu «{title}» ({date}).",
        is_listed_as="És {kind}.",
        found="Els documents anomenen per a això aquestes organitzacions, primer la més propera:",
        line="{name}. {why}",
        quoted="«{quote}»",
        reach="Com arribar-hi: {how}",
        through="a través de {name}, que coordina el hub",
        nobody="Els documents no anomenen cap organització per a això.",
        nobody_of_kind="Els documents no anomenen per a això cap organització d’aquest tipus.",
        nearest="El més proper és «{what}», que té {name}; no és el mateix.",
        ask_hub="Per preguntar al mateix hub: el coordina {name}.",
    ),
}
