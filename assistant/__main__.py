"""`python -m assistant` is the `assistant` command."""

from assistant.cli import main

# A process that the service starts beside itself reads this file, too.
if __name__ == "__main__":
    main()
