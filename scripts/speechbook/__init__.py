"""Speechbook: dirty Chinese speeches in, a book that can be read, searched, cited and trusted out."""

__version__ = "0.1.0"
