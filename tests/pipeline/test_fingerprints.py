"""What was made by other code is made again: the code that counts is named, and what is named is there."""

import pytest

from speechbook.errors import UsageError
from speechbook.pipeline import checking, cleaning_archive, pages, site_names
from speechbook.pipeline.state import fingerprint


@pytest.mark.parametrize("module", [checking, cleaning_archive, pages, site_names])
def test_all_code_that_is_named_is_there(module: object) -> None:
    rooms: tuple[str, ...] = vars(module)["_ROOMS"]
    assert len({fingerprint((room,)) for room in rooms}) == len(rooms)


def test_code_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match=r"no-such-room\.py"):
        fingerprint(("clean", "no-such-room.py"))


def test_settings_count() -> None:
    assert fingerprint(("errors.py",), "a") != fingerprint(("errors.py",), "b")
