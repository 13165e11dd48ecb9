"""Unlisted site names are proposed by what they do across the files of one source."""

from speechbook.clean import propose_site_names
from speechbook.variants import is_word

BASE = (
    "全县的水利建设取得了新的进展，各乡镇都修了水渠，群众很满意。我县的水利建设还要继续抓紧。",
    "水利建设是全县农业的根本。各乡镇要把水渠修好管好，让群众满意，让我县的农业再上台阶。",
    "我县的道路建设也要跟上。全县各乡镇之间都要通车，群众进城方便了，农业才有出路。",
)


def with_name(text: str, name: str, *before: str) -> str:
    for mark in before:
        text = text.replace(mark, mark[0] + name + mark[1:], 1)
    return text


def test_a_name_set_into_words_is_proposed_with_its_evidence() -> None:
    texts = [
        with_name(BASE[0], "竹简公文网", "水利", "群众"),
        with_name(BASE[1], "竹简公文网", "农业", "我县"),
        with_name(BASE[2], "竹简公文网", "全县"),
    ]
    (proposal,) = propose_site_names(texts, is_word)
    assert proposal.name == "竹简公文网"
    assert (proposal.files, proposal.places) == (3, 5)
    assert proposal.seams >= 3
    assert len(proposal.examples) == 3
    assert all("竹简公文网" in example for example in proposal.examples)


def test_an_address_set_into_words_is_proposed() -> None:
    texts = [
        with_name(text, "www.zhujian.example", mark) for text, mark in zip(BASE, ("水利", "农业", "全县"), strict=True)
    ]
    assert [proposal.name for proposal in propose_site_names(texts, is_word)] == ["www.zhujian.example"]


def test_listed_names_are_not_proposed_again() -> None:
    texts = [with_name(text, "竹简公文网", mark) for text, mark in zip(BASE, ("水利", "农业", "全县"), strict=True)]
    assert propose_site_names(texts, is_word, ("竹简公文网",)) == ()


def test_words_that_grammar_wants_are_not_proposed() -> None:
    texts = [
        "要发展互联网经济，用好互联网平台。群众办事都上政务服务网，方便得很。",
        "互联网是个好东西，干部要学会用互联网了解民情，也要管好政务服务网。",
        "全县的互联网用户有十万户。政务服务网开通一年，群众都说好。",
    ]
    assert propose_site_names(texts, is_word) == ()


def test_one_file_proves_nothing() -> None:
    assert propose_site_names([with_name(BASE[0], "竹简公文网", "水利", "群众", "我县")], is_word) == ()


def test_public_addresses_are_content() -> None:
    texts = [
        with_name(text, "www.qinglan.gov.cn", mark) for text, mark in zip(BASE, ("水利", "农业", "全县"), strict=True)
    ]
    assert propose_site_names(texts, is_word) == ()
