"""`python -m utgivelse` is the command."""

from utgivelse.cli import main

if __name__ == "__main__":
    main()
