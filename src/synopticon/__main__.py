"""`python -m synopticon` is the command line."""

from synopticon.cli.app import main

if __name__ == "__main__":
    main()
