"""This project's answers timed in one process, to be measured by `bench.quick_start`.

In: the data folder of an index, and questions. Out: seconds for each, as a JSON list.
Run: python -m bench.quick_start_hub DATA QUESTIONS.json
"""

import json
import sys
import time
from pathlib import Path

from api.composition import embedder, open_view
from api.settings import Settings
from assistant.assistant import Assistant


def time_questions(data: Path, questions: list[str]) -> list[float]:
    """Seconds for each question, everything loaded and one asked before."""
    settings = Settings.load(data)
    assistant = open_view(settings, embedder(settings), "public", None).assistant
    assistant.ask("hello")
    return [_seconds(assistant, question) for question in questions]


def _seconds(assistant: Assistant, question: str) -> float:
    started = time.perf_counter()
    assistant.ask(question)
    return time.perf_counter() - started


def main(data: str, questions: str) -> None:
    """Print the seconds."""
    print(json.dumps(time_questions(Path(data), json.loads(Path(questions).read_text("utf-8")))))


if __name__ == "__main__":
    main(*sys.argv[1:])
