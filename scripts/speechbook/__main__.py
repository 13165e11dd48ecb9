"""`python -m speechbook`."""

from speechbook.cli import main

if __name__ == "__main__":
    main()
