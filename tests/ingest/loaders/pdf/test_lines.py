from hypothesis import given
from hypothesis import strategies as st

from ingest.loaders.pdf.lines import rows
from ingest.loaders.pdf.marks import Fragment


def fragment(text: str, x: float, y: float = 100, size: float = 10, **more: bool) -> Fragment:
    return Fragment(text, x, x + size * len(text) / 2, y, size, **more)


def written(*fragments: Fragment) -> list[list[str]]:
    return [[segment.text for segment in row] for row in rows(fragments)]


def test_spaces_come_from_gaps_and_are_never_doubled() -> None:
    assert written(fragment("ab", 0), fragment("cd", 12.5), fragment("ef", 25.1)) == [["ab cd ef"]]
    spaced = fragment("ef", 25.1, spaced=True)
    assert written(fragment("ab", 0), fragment("cd", 10.5), spaced) == [["abcd ef"]]


def test_wide_gaps_part_segments_and_baselines_part_rows() -> None:
    assert written(fragment("b", 50), fragment("a", 0), fragment("c", 0, 88)) == [["a", "b"], ["c"]]


def test_raised_numbers_stay_on_their_line() -> None:
    assert written(fragment("km", 0), fragment("2", 10, 104, 6)) == [["km²"]]
    assert written(fragment("1", 0, 104, 6.4), fragment("Note", 4, 100, 8)) == [["¹Note"]]
    assert written(fragment("CO", 0), fragment("2", 10, 98, 6)) == [["CO2"]]


def test_text_drawn_twice_is_read_once() -> None:
    assert written(fragment("Bold", 0), fragment("Bold", 0.3), fragment("x", 40)) == [["Bold", "x"]]


@given(
    st.lists(
        st.builds(
            fragment,
            st.text("abc1", min_size=1, max_size=9),
            st.floats(0, 500),
            st.floats(0, 800),
            st.floats(1, 40),
        ),
        max_size=40,
    )
)
def test_rows_hold_all_text_in_order(fragments: list[Fragment]) -> None:
    found = rows(fragments)
    ys = [max(row, key=lambda segment: segment.size).y for row in found]
    assert len(ys) == len(found)
    for row in found:
        assert [s.x0 for s in row] == sorted(s.x0 for s in row)
        assert all("  " not in s.text and s.text == s.text.strip() for s in row)
    kept = sum(len(f.text) for row in found for s in row for f in s.fragments)
    assert kept <= sum(len(f.text) for f in fragments)
    assert {f.text for row in found for s in row for f in s.fragments} == {
        f.text for f in fragments
    }
