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
    nobody_there: str
    nobody_without: str
    no_member: str
    not_of_field: str
    others: str
    elsewhere: str
    of_kind: str
    invests_unsaid: str
    unsaid_of: str
    named_of: str
    unbacked: str
    has: str
    partly: str
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
        nobody_there="The documents name no organisation for this in the place asked for ({place}).",
        nobody_without=(
            "The documents say what organisations do, not what they do not do: nobody can be listed for "
            "this. Ask who does it instead."
        ),
        no_member="The documents do not say that it is a member of the hub.",
        not_of_field="Its profile says that this is not an advanced therapy.",
        others="Others are named for it:",
        of_kind="Of that kind they name others, without saying that they do this:",
        unsaid_of="The documents do not say that {name} does this.",
        unbacked="The documents do not say who put money in {name}.",
        named_of="Of its capabilities they name {what}.",
        invests_unsaid="The documents do not say that it invests in this.",
        elsewhere="Others are named for it, but not as being there:",
        has="{name} has “{what}”",
        partly="For a part of it: {parts}. No organisation is said to have all of it.",
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
        nobody_there=(
            "Los documentos no nombran para esto ninguna organización en el lugar pedido ({place})."
        ),
        nobody_without=(
            "Los documentos dicen qué hacen las organizaciones, no qué dejan de hacer: para esto no se "
            "puede dar ninguna lista. Puede preguntar quién lo hace."
        ),
        no_member="Los documentos no dicen que sea miembro del hub.",
        not_of_field="Su perfil dice que no se trata de una terapia avanzada.",
        others="Nombran para ello a otras:",
        of_kind="De ese tipo nombran a otras, sin decir que lo hagan:",
        unsaid_of="Los documentos no dicen que {name} haga esto.",
        unbacked="Los documentos no dicen quién ha puesto dinero en {name}.",
        named_of="De sus capacidades recogen {what}.",
        invests_unsaid="Los documentos no dicen que invierta en esto.",
        elsewhere="Nombran para ello a otras, pero no dicen que estén allí:",
        has="{name} tiene «{what}»",
        partly="Para una parte: {parts}. De ninguna organización se dice que lo tenga todo.",
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
        nobody_there="Els documents no anomenen per a això cap organització al lloc demanat ({place}).",
        nobody_without=(
            "Els documents diuen què fan les organitzacions, no què deixen de fer: per a això no es pot "
            "donar cap llista. Podeu preguntar qui ho fa."
        ),
        no_member="Els documents no diuen que sigui membre del hub.",
        not_of_field="El seu perfil diu que no es tracta d’una teràpia avançada.",
        others="N’anomenen d’altres per a això:",
        of_kind="D’aquest tipus n’anomenen d’altres, sense dir que ho facin:",
        unsaid_of="Els documents no diuen que {name} faci això.",
        unbacked="Els documents no diuen qui ha posat diners a {name}.",
        named_of="De les seves capacitats recullen {what}.",
        invests_unsaid="Els documents no diuen que inverteixi en això.",
        elsewhere="N’anomenen d’altres per a això, però no diuen que siguin allà:",
        has="{name} té «{what}»",
        partly="Per a una part: {parts}. De cap organització no es diu que ho tingui tot.",
        nearest="El més proper és «{what}», que té {name}; no és el mateix.",
        ask_hub="Per preguntar al mateix hub: el coordina {name}.",
    ),
}
