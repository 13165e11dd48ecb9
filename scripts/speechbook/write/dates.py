"""Dates as Chinese readers write them."""

__all__ = ("chinese_date",)

_UNITS = ("年", "月", "日")


def chinese_date(date: str) -> str:
    """Write `YYYY`, `YYYY-MM` or `YYYY-MM-DD` in Chinese; anything else stays as it is.

    >>> chinese_date("2008-03-12"), chinese_date("2008"), chinese_date("某年")
    ('2008年3月12日', '2008年', '某年')
    """
    parts = date.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > len(_UNITS):
        return date
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, _UNITS, strict=False))
