"""Which speech holds which places of the row of all words."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ("Placed", "Places")


class Placed(NamedTuple):
    """Where the words of a speech are."""

    name: str
    base: int
    length: int


@dataclass(frozen=True, slots=True)
class Places:
    """All speeches in the order of their places."""

    names: list[str]
    bases: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]

    def holder(self, place: int) -> Placed:
        """Give the speech whose words hold a place."""
        at = int(np.searchsorted(self.bases, place, "right")) - 1
        base = int(self.bases[at])
        return Placed(self.names[at], base, int(self.ends[at]) - base)

    def owners(self, at: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Tell to which speech each place belongs; -1 where it stands for words that are gone."""
        if not len(self.names):
            return np.full(len(at), -1, np.int64)
        owner = np.searchsorted(self.bases, at, "right") - 1
        return np.where((owner >= 0) & (at < self.ends[owner]), owner, -1)
