"""The assistant's own words, in the asker's language. In: facts to say. Out: text for people."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.documents import Language

_EN = (
    "January February March April May June July August September October November December"
).split()
_ES = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
).split()
_CA = ("gener febrer març abril maig juny juliol agost setembre octubre novembre desembre").split()


@dataclass(frozen=True, slots=True)
class Messages:
    """Sentences of one language; {braces} are filled in."""

    months: Sequence[str]
    month_year: str
    day_month: str
    elides: bool
    according_to: str
    quoted: str
    of_document: str
    announced: str
    planned: str
    undated: str
    read_as: str
    conflict: str
    over_time: str
    no_answer: str
    covered: str
    contact: str
    own_health: str
    greeting: str
    empty_index: str
    about: str
    does: str
    reach: str
    what_about: str
    for_example: str
    who_does: str
    checked: str
    page: str
    welcome: str
    unsupported: str

    def date(self, date: str) -> str:
        """YYYY, YYYY-MM or YYYY-MM-DD as people write it."""
        year, *rest = date.split("-")
        if not rest:
            return year
        text = self.month_year.format(month=self.months[int(rest[0]) - 1], year=year)
        if len(rest) == 1:
            return text
        preposition = "d’" if self.elides and text[0] in "ao" else "de "
        return self.day_month.format(day=int(rest[1]), of=preposition, month=text)


MESSAGES: dict[Language, Messages] = {
    "en": Messages(
        months=_EN,
        month_year="{month} {year}",
        day_month="{day} {month}",
        elides=False,
        according_to="According to “{title}” ({date}):",
        quoted="“{quote}”",
        of_document="(in a document of {date})",
        announced="(as announced)",
        planned="(as planned)",
        undated="undated",
        read_as="(“{typed}” is read as “{meant}”.)",
        conflict="The documents give different values; the newest comes first:",
        over_time="The documents give these values, the newest first:",
        no_answer="The documents do not answer this question.",
        covered="What comes closest in them: {titles}.",
        contact=(
            "For anything else, please ask Biocat’s press office or use the contact page of the "
            "hub’s website."
        ),
        own_health=(
            "A question about somebody’s own health is one for their doctor: the documents give no "
            "medical advice."
        ),
        greeting=(
            "Hello! Ask me about the Advanced Therapies Hub of Catalonia: who does what, figures "
            "with their date and source, programmes and rules. I answer with exact quotes from the "
            "hub’s documents, and say so when they do not answer."
        ),
        empty_index="No documents have been read yet, so there is nothing to answer from.",
        about="What do the documents say about {topic}?",
        does="What does {name} do?",
        reach="How can I contact {name}?",
        what_about="What is it about? Name a therapy, a service or an organisation.",
        for_example="The documents cover, for example: {topics}.",
        who_does="Who works on {topic}?",
        checked="(Checked by the hub, {date}.)",
        page="page {page}",
        welcome="You are welcome. Ask me anything else about the hub.",
        unsupported="(not borne out by the document)",
    ),
    "es": Messages(
        months=_ES,
        month_year="{month} de {year}",
        day_month="{day} {of}{month}",
        elides=False,
        according_to="Según «{title}» ({date}):",
        quoted="«{quote}»",
        of_document="(en un documento de {date})",
        announced="(según lo anunciado)",
        planned="(según lo previsto)",
        undated="sin fecha",
        read_as="(«{typed}» se ha leído como «{meant}».)",
        conflict="Los documentos dan valores distintos; primero, el más reciente:",
        over_time="Los documentos dan estos valores; primero, el más reciente:",
        no_answer="Los documentos no responden a esta pregunta.",
        covered="Lo más cercano que contienen: {titles}.",
        contact=(
            "Para lo demás, puede dirigirse a la oficina de prensa de Biocat o a la página de "
            "contacto de la web del hub."
        ),
        own_health=(
            "Una consulta sobre la propia salud corresponde al médico: los documentos no dan consejo "
            "médico."
        ),
        greeting=(
            "¡Hola! Pregúnteme por el Hub de Terapias Avanzadas de Cataluña: quién hace qué, cifras "
            "con su fecha y su fuente, programas y normas. Respondo con citas exactas de los "
            "documentos del hub y, si no responden, lo digo."
        ),
        empty_index="Todavía no se ha leído ningún documento, así que no hay de dónde responder.",
        about="¿Qué dicen los documentos sobre {topic}?",
        does="¿A qué se dedica {name}?",
        reach="¿Cómo puedo contactar con {name}?",
        what_about="¿De qué se trata? Nombre una terapia, un servicio o una organización.",
        for_example="Los documentos tratan, por ejemplo, de: {topics}.",
        who_does="¿Quién trabaja en {topic}?",
        checked="(Comprobado por el hub, {date}.)",
        page="página {page}",
        welcome="De nada. Pregúnteme lo que quiera sobre el hub.",
        unsupported="(el documento no lo respalda)",
    ),
    "ca": Messages(
        months=_CA,
        month_year="{month} de {year}",
        day_month="{day} {of}{month}",
        elides=True,
        according_to="Segons «{title}» ({date}):",
        quoted="«{quote}»",
        of_document="(en un document de {date})",
        announced="(segons el que s’ha anunciat)",
        planned="(segons el que està previst)",
        undated="sense data",
        read_as="(«{typed}» s’ha llegit com a «{meant}».)",
        conflict="Els documents donen valors diferents; primer, el més recent:",
        over_time="Els documents donen aquests valors; primer, el més recent:",
        no_answer="Els documents no responen aquesta pregunta.",
        covered="El que més s’hi acosta: {titles}.",
        contact=(
            "Per a la resta, podeu adreçar-vos a l’oficina de premsa de Biocat o a la pàgina de "
            "contacte del web del hub."
        ),
        own_health=(
            "Una consulta sobre la salut pròpia correspon al metge: els documents no donen consell "
            "mèdic."
        ),
        greeting=(
            "Hola! Pregunteu-me pel Hub de Teràpies Avançades de Catalunya: qui fa què, xifres amb "
            "la data i la font, programes i normes. Responc amb cites exactes dels documents del "
            "hub i, si no responen, ho dic."
        ),
        empty_index="Encara no s’ha llegit cap document, de manera que no hi ha d’on respondre.",
        about="Què diuen els documents sobre {topic}?",
        does="A què es dedica {name}?",
        reach="Com puc contactar amb {name}?",
        what_about="De què es tracta? Anomeneu una teràpia, un servei o una organització.",
        for_example="Els documents tracten, per exemple, de: {topics}.",
        who_does="Qui treballa en {topic}?",
        checked="(Comprovat pel hub, {date}.)",
        page="pàgina {page}",
        welcome="De res. Pregunteu-me el que vulgueu sobre el hub.",
        unsupported="(el document no ho avala)",
    ),
}
