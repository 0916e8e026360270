"""The sub-commands of `communique`: each module has ``register(subparsers)`` and ``run(options) -> exit status``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]
