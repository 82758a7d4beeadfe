"""How a language model is used, where one is set: the parts that word answers and follow-ups."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.generation.model import LanguageModel
from assistant.generation.rewriter import Rewriter
from assistant.generation.support import Support
from assistant.generation.writer import Writer

# Of the whole time, for making a follow-up whole.
_REWRITING = 0.25


@dataclass(frozen=True, slots=True)
class Wording:
    """A model, the seconds that an answer may take with it, and who counts what came of it."""

    model: LanguageModel
    seconds: float
    count: Callable[[str], None]
    show_unsupported: bool = False

    def writer(self, support: Support) -> Writer:
        """Words answers."""
        return Writer(
            self.model,
            support,
            self.seconds * (1 - _REWRITING),
            self.count,
            show_unsupported=self.show_unsupported,
        )

    def rewriter(self) -> Rewriter:
        """Makes follow-ups whole."""
        return Rewriter(self.model, self.seconds * _REWRITING, self.count)
