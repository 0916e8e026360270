"""The command line `communique`."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from importlib.metadata import version
from typing import NoReturn

from bot.errors import ConfigurationError
from storage.errors import StorageError

COMMANDS = (
    "run",
    "summarize",
    "tag",
    "match",
    "stories",
    "brief",
    "quotes",
    "gazetteer",
    "load",
    "export",
    "migrate",
    "move",
    "backup",
    "restore",
)
"""Each is a module of `bot.cli`, imported only when the command line asks for it or for help."""


OWN = 0o077
"""What nobody else may do with new files and folders."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, without the usage; sub-commands are parsed by the same class."""

    def error(self, message: str) -> NoReturn:
        """End with status 2."""
        self.exit(2, f"{self.prog}: {' '.join(message.split())}; see {self.prog} --help\n")


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 on success; 2 on wrong usage or bad input, with one line on standard error."""
    # Readers' data: what is written is for the program's own user, whatever the system's habit.
    os.umask(OWN)
    given = sys.argv[1:] if arguments is None else arguments
    parser = Parser("communique", description="Diplomatic news, summarised word for word.")
    parser.add_argument("--version", action="version", version=f"communique {version('communique')}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    wanted = given[0] if given and given[0] in COMMANDS else None
    for name in (wanted,) if wanted else COMMANDS:
        import_module(f"bot.cli.{name}").register(subparsers)
    options = parser.parse_args(given)
    try:
        status: int = options.run(options)
    except (ConfigurationError, StorageError) as error:
        print(f"communique: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return status


if __name__ == "__main__":
    sys.exit(main())
