"""Questions about the hub itself that whoever coordinates it answers: who that is, how the hub is reached.

In: a question that names no member, and the dossiers. Out: the coordinator's own sentences; none where
something else is asked. Each member's profile repeats the way to the hub, and speaks for none but itself.
"""

import re

from assistant.experts.dossiers import Dossier, Dossiers, Quote
from assistant.fitness import is_about_itself
from assistant.question import Question
from ingest.terms.analyzer import fold

_FIELD = r"(?:advanced therap(?:y|ies)|ter[ae]pi[ae]s avan\w+|terapias avan\w+|atmps?)"
_HUB = (
    rf"(?:the |el |la |al |l['’])?(?:{_FIELD} )?(?:hub|network|xarxa|red|atmp catalonia)"
    rf"(?: (?:of|for|de|d['’]) ?{_FIELD})?(?: (?:of|in|de|en) catal\w+)?"
)
_HEAD = (
    r"(?:director|ceo|president|head|chief|leader|manager|boss|coordinator|coordinador|cap|jefe|"
    r"responsable)\w*"
)
_ASKS_HEAD = re.compile(
    rf"^\W*(?:(?:who(?:['’]s| is| are) )?(?:the )?{_HEAD}(?: of)? {_HUB}|"
    rf"(?:who|(?:which|what) (?:organi[sz]ation|body|entity)) (?:\w+ly )?"
    rf"(?:directs|leads|heads|runs|manages|coordinates) {_HUB}|"
    rf"(?:(?:quien|qui) (?:es|son) )?(?:el |la |els |les |los |las |l['’])?{_HEAD} "
    rf"(?:del|de(?= la)|d(?=['’])) ?{_HUB}|"
    rf"(?:quien|qui|que entidad|quina entitat) "
    rf"(?:dirige|dirigeix|lidera|gestiona|mana|manda|lleva|porta|coordina)"
    rf"(?: en| a)? {_HUB})\W*$"
)
_ASKS_WAY = re.compile(
    rf"\b(?:contact\w*|reach|get in touch)(?: \w+){{0,2}}? (?:{_HUB}|(?:of|with|del?|amb|con) {_HUB})\W*$|"
    rf"\b(?:web|web ?site|web ?page|pagina web|lloc web|sitio web) "
    rf"(?:of|del?(?= la| hub)|de l['’]) ?{_HUB}\W*$|"
    rf"\bhub(?:['’]s)? (?:contact|web|web ?site|web ?page)\W*$"
)
_CONTENTS = re.compile(r"\b(?:what (?:is|are) (?:on|in)|new|nueva|nova)\b")
_SAYS_HEAD = re.compile(
    r"\b(?:ceo|director\w*|chief executive|conseller\w* delegad\w*|conseller\w* delegat\w*)\b"
)


def of_the_hub(question: Question, dossiers: Dossiers) -> list[Quote]:
    """What the documents say of who is at the head of the hub, or of how it is reached."""
    hub = dossiers.coordinator
    if hub is None:
        return []
    if _ASKS_HEAD.match(question.folded):
        return _head(hub)
    asked = question.wants in ("other", "name") and _ASKS_WAY.search(question.folded)
    if not asked or hub.reaching is None or _CONTENTS.search(question.folded):
        return []
    found = hub.reaching.found
    told = (Quote(found, span) for span in found.passage.sentences)
    return [quote for quote in told if not is_about_itself(quote.text)]


def _head(hub: Dossier) -> list[Quote]:
    """That it coordinates the hub, and who is at its own head."""
    own = [one.quote for one in hub.sentences if _SAYS_HEAD.search(fold(one.quote.text))]
    told = [hub.opening or hub.membership, *own[:1]]
    return list({one.text: one for one in told if one is not None}.values())
