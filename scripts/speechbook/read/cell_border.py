"""What stands between the cells of a row of a table, when the row becomes a line."""

__all__ = ("CELL_BORDER",)

CELL_BORDER = "｜"
"""A blank would not do: beside Chinese marks the cleaning takes blanks away, and cells would run together."""
