"""Small speeches for the tests of the index."""

from speechbook.search import Passage, SpeechText

WORDS = "抗旱保收改革发展稳定农业工业水利教育卫生道路粮食群众干部会议今天明年"


def speech(number: int) -> SpeechText:
    """Give a speech that is like no other."""
    name = f"speech-{number:03d}"
    texts = (WORDS[number % 20 :] + f"第{number}号" + WORDS[: i + 3] for i in range(5))
    passages = tuple(Passage(f"{name}-p{i + 1}", text, "一、开头") for i, text in enumerate(texts))
    return SpeechText(
        docname=f"speeches/{name}",
        url=f"speeches/{name}.html",
        anchor=name,
        title=f"第{number}号讲话",
        title_text=f"第{number}号讲话",
        passages=(Passage(f"{name}-s1", "一、开头", "一、开头", is_heading=True), *passages),
        speaker=("陆启衡", "何望舒")[number % 2],
        date=f"{2000 + number % 7}年",
        day=(2000 + number % 7) * 10_000,
        place="县城",
        occasion="会议",
        topics=("水利",),
    )
