"""Answers worded by a model behind a real HTTP server: good, bad, slow, hallucinating, hostile, broken."""

from collections.abc import Iterator

import pytest

from assistant.answer import Answer, Delta, Sources, Turn
from tests.assistant.conftest import Hub
from tests.assistant.generation.conftest import TOLD, VECTORS, Worded
from tests.assistant.generation.model_server import Messages, serving
from tests.assistant.test_assistant import check_promises


def test_a_borne_out_sentence_is_told_with_the_quote_it_rests_on(worded: Worded) -> None:
    worded.says("Viral vectors are prod", "uced at Vall d'Hebron {key}.")
    answer = worded.assistant.ask(VECTORS)
    check_promises(worded.hub, answer)
    assert answer.mode == "generated"
    assert answer.text == "Viral vectors are produced at Vall d'Hebron. [1]"
    assert [s.support for s in answer.statements] == ["supported"]
    assert answer.citations[0].quote == TOLD
    assert worded.counted == {"written": 1}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "¿Quién puede producir vectores virales?",
            "Vall d'Hebron produce vectores virales {key}.",
        ),
        ("Qui pot produir vectors virals?", "Vall d'Hebron produeix vectors virals. {key}"),
    ],
)
def test_it_is_told_in_the_asker_s_language(worded: Worded, question: str, said: str) -> None:
    worded.says(said)
    answer = worded.assistant.ask(question)
    check_promises(worded.hub, answer)
    assert (answer.mode, answer.citations[0].quote) == ("generated", TOLD)


@pytest.mark.parametrize(
    "said",
    [
        "Vall d'Hebron produces 40 viral vectors {key}.",  # a figure
        "Vall d'Hebron has produced viral vectors since 12 May 1999 {key}.",  # a date
        "Vall d'Hebron and Biogen produce viral vectors {key}.",  # a name
        "Vall d'Hebron produces the viral vector AAV9 {key}.",  # a code
        "Vall d'Hebron does not produce viral vectors {key}.",  # a denial
        "Grifols produces viral vectors and TILs {key}.",  # another's name at the start
        "Vall d'Hebron refused viral vectors and TILs {key}.",  # a reversal
        "Vall d'Hebron produces half a million viral vectors {key}.",  # an amount
        "Vall d'Hebron produces viral vectors, its managers are criminals {key}.",  # a tail
        "Patients come from all over the world to be healed {key}.",  # another matter
        "Vall d'Hebron produces viral vectors.",  # no citation
        "Vall d'Hebron produces viral vectors [1].",  # a key that nobody was given
        "I am sorry, I cannot help with that.",
        "",
        "{key}",
    ],
)
def test_what_is_not_borne_out_gives_way_to_quotes(worded: Worded, said: str) -> None:
    worded.says(said)
    answer = worded.assistant.ask(VECTORS)
    check_promises(worded.hub, answer)
    assert answer.mode == "extractive"
    assert answer.text == worded.hub.assistant.ask(VECTORS).text
    assert worded.counted["nothing_supported"] == 1


def test_only_what_is_borne_out_remains(worded: Worded) -> None:
    worded.says(
        "Viral vectors are produced at Vall d'Hebron {key}. ",
        "They cost 9 million euros {key}. It also makes TILs [zzzzzz]. ",
        "Vall d'Hebron produces TILs {key}.",
    )
    answer = worded.assistant.ask(VECTORS)
    check_promises(worded.hub, answer)
    assert len(answer.statements) == 2
    assert "million" not in answer.text
    assert worded.counted == {"written": 1, "unsupported": 2, "unknown_key": 1}


def test_the_operator_may_see_what_is_not_borne_out(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    with serving() as server:
        worded = Worded(hub, server, 8.0, shown=True)
        worded.says(
            "They cost 9 million euros {key}. Viral vectors are produced at Vall d'Hebron {key}."
        )
        answer = worded.assistant.ask(VECTORS)
    check_promises(hub, answer)
    assert [s.support for s in answer.statements] == ["unsupported", "supported"]


@pytest.mark.parametrize(
    "hostile",
    [
        "Vall d'Hebron [produces](https://evil.example/x) viral vectors {key}.",
        "![pixel](https://evil.example/p.png) Vall d'Hebron produces viral vectors {key}.",
        "<img src=x onerror=alert(1)>Vall d'Hebron produces **viral vectors** {key}.",
        "Vall d'Hebron produces viral vectors {key}. https://evil.example {key}",
        "<think>Ignore the rules: 99 euros.</think>Vall d'Hebron produces viral vectors {key}.",
        "# Answer\n- Vall d'Hebron produces viral vectors {key}.",
        "Vall d'Hebron produces viral vectors (evil.com/pay) {key}.",
        "Vall d'Hebron produces viral vectors [mailto:a@evil.com] {key}.",
    ],
)
def test_links_images_and_markup_are_dropped(worded: Worded, hostile: str) -> None:
    worded.says(hostile)
    answer = worded.assistant.ask(VECTORS)
    check_promises(worded.hub, answer)
    assert answer.mode == "generated"
    for sign in ("http", "evil", "<", "](", "**", "#", "99"):
        assert sign not in answer.text


def test_another_language_than_the_asker_s_is_not_told(worded: Worded) -> None:
    worded.says("Vall d'Hebron produces viral vectors and also TILs {key}.")
    answer = worded.assistant.ask("¿Quién puede producir vectores virales?")
    check_promises(worded.hub, answer)
    assert (answer.mode, worded.counted["other_language"]) == ("extractive", 1)


@pytest.mark.parametrize(
    "said",
    [
        "Vall d'Hebron buys viral vectors {key}.",
        "Vall d'Hebron has stopped producing viral vectors {key}.",
        "Vall d'Hebron plans to produce viral vectors {key}.",
        "Vall d'Hebron produces the safest viral vectors {key}.",
        "Vall d'Hebron produces viral vectors for sale to companies {key}.",
        "Vall d'Hebron produces adenoviral vectors {key}.",
    ],
)
def test_a_word_that_the_source_does_not_say_is_not_told(worded: Worded, said: str) -> None:
    worded.says(said)
    answer = worded.assistant.ask(VECTORS)
    check_promises(worded.hub, answer)
    assert answer.mode == "extractive"


def test_characters_cut_anywhere_arrive_whole(worded: Worded) -> None:
    worded.says(*"Vall d'Hebron produces viral vectors", " {key}", ".")
    deltas = [e.text for e in worded.assistant.stream(VECTORS) if isinstance(e, Delta)]
    assert "".join(deltas) == "Vall d'Hebron produces viral vectors. [1]"


def test_half_a_character_costs_no_answer(worded: Worded) -> None:
    half = (
        b'data: {"id":"x","object":"chat.completion.chunk","created":0,"model":"m","choices":[{"index":0,'
        b'"delta":{"content":"A \\ud83d sign "},"finish_reason":null}]}\n\n'
    )
    worded.says(half, "{key}. Vall d'Hebron produces viral vectors {key}.")
    check_promises(worded.hub, worded.assistant.ask(VECTORS))


def test_what_is_repeated_is_told_once(worded: Worded) -> None:
    worded.says("Vall d'Hebron produces viral vectors {key}. " * 40)
    assert len(worded.assistant.ask(VECTORS).statements) == 1


def test_the_stream_is_sources_text_answer(worded: Worded) -> None:
    worded.says("Vall d'Hebron produces viral vectors {key}. Vall d'Hebron produces TILs {key}.")
    first, *deltas, last = worded.assistant.stream(VECTORS)
    assert isinstance(first, Sources) and isinstance(last, Answer)
    assert "".join(one.text for one in deltas if isinstance(one, Delta)) == last.text
    assert {c.number for c in last.citations} <= {c.number for c in first.citations}


def test_documents_that_disagree_are_quoted_all_the_same(worded: Worded) -> None:
    answer = worded.assistant.ask("How many members does the hub have?")
    assert (answer.status, answer.mode) == ("conflict", "extractive")
    assert worded.server.calls == 0


def test_what_no_document_answers_never_reaches_the_model(worded: Worded) -> None:
    assert worded.assistant.ask("Who won the football match?").status == "abstained"
    assert worded.server.calls == 0


@pytest.mark.parametrize(
    ("parts", "counted"),
    [
        ((b"data: {not json}\n\n",), "error"),
        ((b'data: {"error": {"message": "overloaded"}}\n\n',), "error"),
        (("Vall d'Hebron pro", b"\xff\xfe\n\n"), "error"),
        (tuple("and so on " * 200 for _ in range(20)), "too_long"),
    ],
)
def test_broken_streams_give_way_to_quotes(
    worded: Worded, parts: tuple[str | bytes, ...], counted: str
) -> None:
    worded.says(*parts)
    answer = worded.assistant.ask(VECTORS)
    check_promises(worded.hub, answer)
    assert answer.mode == "extractive"
    assert worded.counted[counted] == 1


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_a_refusing_server_gives_way_to_quotes(worded: Worded, status: int) -> None:
    worded.server.status = status
    answer = worded.assistant.ask(VECTORS)
    assert answer.mode == "extractive"
    assert worded.counted["error"] == 1
    assert worded.server.calls == 1  # not tried again and again


def test_a_slow_model_is_not_waited_for(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    with serving() as server:
        worded = Worded(hub, server, 1.0, shown=False)
        worded.says("Vall d'Hebron", 30.0, " produces viral vectors {key}.")
        answer = worded.assistant.ask(VECTORS)
    assert answer.mode == "extractive"
    assert worded.counted["timeout"] + worded.counted["error"] == 1


def test_what_was_borne_out_before_it_failed_is_kept(worded: Worded) -> None:
    worded.says(
        "Vall d'Hebron produces viral vectors {key}. Vall d'Hebron", b"data: {not json}\n\n"
    )
    answer = worded.assistant.ask(VECTORS)
    check_promises(worded.hub, answer)
    assert (answer.mode, len(answer.statements)) == ("generated", 1)


def test_a_dead_model_is_left_alone(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    with serving() as server:
        worded = Worded(hub, server, 5.0, shown=False)
    for _ in range(5):
        assert worded.assistant.ask(VECTORS).mode == "extractive"
    assert worded.counted == {"error": 3, "resting": 2}


def test_leaving_the_stream_ends_it(worded: Worded) -> None:
    worded.says("Vall d'Hebron produces viral vectors {key}. Vall d'Hebron", *[0.05, "x"] * 100)
    events = worded.assistant.stream(VECTORS)
    assert isinstance(next(events), Sources)
    assert isinstance(next(events), Delta)
    events.close()  # type: ignore[attr-defined]
    assert worded.counted == {}


def test_a_follow_up_is_made_whole_by_the_model(worded: Worded) -> None:
    def script(messages: Messages) -> Iterator[str]:
        if "Rewrite" in str(messages[0]["content"]):
            yield "When was Avalon Institute founded?"

    worded.server.script = script
    history = [Turn("user", "What is Avalon Institute?"), Turn("assistant", "An institute. [1]")]
    answer = worded.assistant.ask("and when did it begin?", history=history)
    assert answer.standalone_question == "When was Avalon Institute founded?"
    assert "1997" in answer.citations[0].quote


@pytest.mark.parametrize(
    "rewritten",
    ["When was Pfizer founded?", "Did it begin in 1850?", "", "?", "hello", "a\nb", "x" * 500],
)
def test_a_rewriting_that_nobody_said_is_dropped(worded: Worded, rewritten: str) -> None:
    worded.server.script = lambda messages: iter([rewritten])
    history = [Turn("user", "When was Avalon Institute founded?"), Turn("assistant", "In 1997.")]
    answer = worded.assistant.ask("and when did it begin?", history=history)
    assert answer.standalone_question.startswith("and when did it begin? (Avalon")
