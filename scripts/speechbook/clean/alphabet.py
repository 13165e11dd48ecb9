"""The characters of a text, each once: they tell which rules have nothing to do in it."""

__all__ = ("alphabet_of",)


def alphabet_of(text: str) -> str:
    """Give the characters of a text, each once. `set` takes ten times as long: it makes a string of each character.

    >>> alphabet_of("一是修路，二是架桥，")
    '一二修是架桥路，'
    """
    import numpy as np  # for the first text: a build of pages asks this room for the names of the rules alone

    codes = np.sort(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4"))
    others = codes[1:][codes[1:] != codes[:-1]]
    once: bytes = codes[:1].tobytes() + others.tobytes()
    return once.decode("utf-32-le", "surrogatepass")
