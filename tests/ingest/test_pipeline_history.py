"""Whatever happened to a folder, its index is the one that a fresh ingestion makes."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.corpus import Corpus

_NAMES = ("a.txt", "b.md", "c.txt", "reports/d.md")
_TEXTS = ("One cell.", "Two genes. And more.", "# Three\n\nA bank.\n\n## Four\n\nA trial.")
_NAME, _CONTENT = st.sampled_from(_NAMES), st.sampled_from(_TEXTS)
_STEP = st.one_of(
    st.tuples(st.just("write"), _NAME, _CONTENT),
    st.tuples(st.just("remove"), _NAME, _CONTENT),
    st.tuples(st.just("move"), _NAME, _NAME),
    st.tuples(st.just("copy"), _NAME, _NAME),
    st.tuples(st.just("describe"), _NAME, st.sampled_from(["audience: staff", "title: New", ""])),
)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(_STEP, min_size=1, max_size=3), min_size=1, max_size=5))
def test_any_history_ends_as_if_there_had_been_none(
    tmp_path_factory: pytest.TempPathFactory, history: list[list[tuple[str, str, str]]]
) -> None:
    corpus = Corpus(tmp_path_factory.mktemp("history"))
    for steps in history:
        for action, name, argument in steps:
            _do(corpus, action, name, argument)
        summary = corpus.ingest()
        assert summary.failed == ()
    fresh = Corpus(tmp_path_factory.mktemp("fresh"))
    fresh.folder = corpus.folder
    fresh.ingest()
    assert corpus.state() == fresh.state()
    assert corpus.found() == fresh.found()
    again = corpus.ingest()
    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    for each in (corpus, fresh):
        each.writer.close()


def _do(corpus: Corpus, action: str, name: str, argument: str) -> None:
    path = corpus.folder / name
    if action == "write":
        corpus.write(name, argument)
    elif action == "describe" and argument:
        corpus.write(f"{name}.yaml", argument)
    elif action == "describe":
        path.with_name(f"{path.name}.yaml").unlink(missing_ok=True)
    elif path.exists() and action == "remove":
        path.unlink()
    elif path.exists() and path != corpus.folder / argument:
        target = corpus.folder / argument
        target.parent.mkdir(exist_ok=True)
        (shutil.move if action == "move" else shutil.copy2)(path, target)
