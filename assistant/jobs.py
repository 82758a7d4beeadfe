"""A question how many people work in a field, as documents count them: in jobs (en, es, ca).

In: a question. Out: the same in terms of jobs, or as it is where it asks nothing of the sort. Of one
organisation people count staff, which is left to the question's own words.
"""

import re

from assistant.question import Question
from ingest.documents import Language

_EN = (
    r"\bhow many (?:(?:people|persons|ppl|professionals|workers|employees) "
    r"(?:(?:are )?(?:employed|working)|works?)|works?(?= (?:in|for|there|here)\b))\b"
)
_ES = (
    r"\b(?:cuant[oa]s? (?:personas|gente|profesionales|trabajadores)|cuant[oa]s) "
    r"(?:trabajan?|est[aá]n? emplead[oa]s?|hay trabajando|trabaja)\b"
)
_CA = (
    r"\b(?:quant[ae]?s? (?:persones|gent|professionals|treballadors)|quant[ae]?s) "
    r"(?:(?:hi )?treballen?|hi treballa|treballa|hi ha treballant)\b"
)
_PATTERNS: dict[Language, tuple[re.Pattern[str], str]] = {
    "en": (re.compile(_EN, re.I), "How many jobs are there"),
    "es": (re.compile(_ES.replace("cuant", "cu[aá]nt"), re.I), "Cuántos puestos de trabajo hay"),
    "ca": (re.compile(_CA, re.I), "Quants llocs de treball hi ha"),
}
# All that is called a job, in a topic.
_JOBS = re.compile(
    r"\b(?:puestos? de trabajo|llocs? de treball|empleos?|ocupaci[oó]n?|employment|"
    r"(?:people|persons|personas|persones|gente?) (?:(?:who|que|hi|are) )?"
    r"(?:work\w*|employed|trabaj\w+|treball\w+))\b",
    re.I,
)


def topic_of_jobs(topic: Question) -> Question:
    """The topic with one word for jobs, whatever they are called in it."""
    topic = as_jobs(topic)
    text = _JOBS.sub("jobs", topic.text)
    return topic if text == topic.text else Question.read(text, topic.language)


def as_jobs(question: Question) -> Question:
    """The question, asking for jobs where it asks how many people work."""
    for pattern, jobs in _PATTERNS.values():
        if pattern.search(question.text):
            return Question.read(pattern.sub(jobs, question.text, count=1), question.language)
    return question
