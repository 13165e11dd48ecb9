"""Pages that are not printed are not read."""

import pytest

from speechbook.sphinxext.latex.reading import printed_pages


@pytest.mark.parametrize(
    ("docname", "printed"),
    [
        ("speeches/office-work-2008", True),
        ("lists/years", True),
        ("lists/year-2008", True),
        ("lists/year-undated", True),
        ("lists/speakers", True),
        ("lists/speaker-unnamed", True),
        ("index", False),
        ("guide/index", False),
        ("guide/speeches/more", False),
        ("lists/people", False),
        ("lists/people-of-lu-qi-heng", False),
        ("lists/speeches", False),
        ("lists/quality", False),
    ],
)
def test_speeches_and_the_lists_of_them_are_printed(docname: str, printed: bool) -> None:
    assert printed_pages([docname]) == ({docname} if printed else set())
