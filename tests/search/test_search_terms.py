"""Terms of texts and of queries: the cases stand in `cases/`."""

import pytest
from case_tables import rows
from hypothesis import given
from hypothesis import strategies as st

from speechbook.search import index_terms, query_terms

TEXT = st.text(st.characters(codec=None, exclude_categories=()) | st.sampled_from("抗旱干幹部7.5%,，&- "))


@pytest.mark.parametrize(("text", "terms"), rows("terms.txt"))
def test_terms_of_a_text(text: str, terms: str) -> None:
    assert sorted(set(index_terms(text))) == terms.split()


@pytest.mark.parametrize(("query", "terms"), rows("queries.txt"))
def test_terms_of_a_query(query: str, terms: str) -> None:
    assert sorted(set(query_terms(query))) == terms.split()


@given(TEXT)
def test_a_text_is_found_by_itself(text: str) -> None:
    assert set(query_terms(text)) <= set(index_terms(text))


@given(TEXT, TEXT, TEXT)
def test_han_text_is_found_by_any_part_of_it(before: str, part: str, after: str) -> None:
    part = "".join(char for char in part if "\u4e00" <= char <= "\u9fff")
    assert set(query_terms(part)) <= set(index_terms(before + part + after))
