"""What a user reads when the system refuses."""

import errno
import os

import pytest

from speechbook.errors import os_reason


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EADDRINUSE, errno.EROFS, errno.ENAMETOOLONG])
def test_usual_reasons_are_chinese(code: int) -> None:
    assert os_reason(OSError(code, os.strerror(code))).isalnum()
    assert not os_reason(OSError(code, os.strerror(code))).isascii()


def test_a_rare_reason_is_in_the_words_of_the_system() -> None:
    assert os_reason(OSError(errno.EPROTO, "Protocol error")) == "Protocol error"


def test_a_problem_without_a_number_says_what_it_says() -> None:
    assert os_reason(OSError("mended by hand")) == "mended by hand"
