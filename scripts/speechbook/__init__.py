"""Speechbook: dirty Chinese speeches in, a book that can be read, searched, cited and trusted out."""

import os

__version__ = "0.1.0"

# The linear algebra of numpy starts a thread for each core when it is loaded, a tenth of a second of work; we use none.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
