"""What is cut from the theme's style sheet, and what is not."""

import pytest

from speechbook.sphinxext.lean_style import is_left_out, lean_style

CUT = "carousel btn-primary fa-arrow-down sd-card offcanvas-start mt-3 col-md-6 nav-pills d-lg-none form-check modal"
KEPT = (
    "admonition table btn btn-sm nav-link form-control align-left row-odd d-none toc-entry highlight text-left p note"
)


@pytest.mark.parametrize("name", CUT.split())
def test_a_family_that_no_page_has_is_left_out(name: str) -> None:
    assert is_left_out(name)


@pytest.mark.parametrize("name", KEPT.split())
def test_what_a_page_may_have_stays(name: str) -> None:
    assert not is_left_out(name)


@pytest.mark.parametrize(
    ("sheet", "lean"),
    [
        ("", ""),
        ("p { color : red ; }", "p{color : red}"),
        ("p, .modal, a{b:c}", "p,a{b:c}"),
        ("a:not(.modal) b{b:c}", "a:not(.modal) b{b:c}"),
        (":is(.modal, p) b{b:c}", ":is(.modal,p) b{b:c}"),
        ("@media print { .modal{b:c} }", ""),
        ("@media print { p{b:c} .modal{b:c} }", "@media print{p{b:c}}"),
        ("@supports (a:b){@media print{p{b:c}}}", "@supports (a:b){@media print{p{b:c}}}"),
        ('@charset "UTF-8";@import "x.css";p{b:c}', "p{b:c}"),
        ('p::after{content:"} /* .modal{ ;  "}', 'p::after{content:"} /* .modal{ ;  "}'),
        ('p::after{content:"/* x */"}', 'p::after{content:"/* x */"}'),
        ("@font-face{font-family:x}p{b:c}", "p{b:c}"),
        ("@keyframes x{to{b:c}}p{b:c}", "p{b:c}"),
        ("@keyframes x{to{b:c}}p{animation:1s x}", "@keyframes x{to{b:c}}p{animation:1s x}"),
        ("/* a { */p{b:c}/* } */", "p{b:c}"),
        ("p{}a{b:c}", "a{b:c}"),
        ("p{width:calc(1px + 2px)}", "p{width:calc(1px + 2px)}"),
        ("p:after{content:'汉  字'}", "p:after{content:'汉  字'}"),
    ],
)
def test_rules_are_cut_whole(sheet: str, lean: str) -> None:
    assert lean_style(sheet) == lean
    assert lean_style(lean) == lean
