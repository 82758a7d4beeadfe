"""What the press desk of one application holds."""

from dataclasses import dataclass
from datetime import date

from api.staff.attempts import Attempts
from api.store.curated import CuratedAnswers
from api.store.sessions import Sessions


@dataclass(frozen=True, slots=True)
class Desk:
    """Sign-ins, failed ones, and the answers that the staff fixed."""

    sessions: Sessions
    attempts: Attempts
    curated: CuratedAnswers

    def today(self) -> date:
        """This day, in UTC."""
        return date.fromisoformat(self.curated.today())
