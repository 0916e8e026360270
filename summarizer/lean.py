"""The parts of nltk and sumy that are used here, without the rest of either.

nltk loads all of itself, and scipy, for one stemmer; sumy an HTTP client for a function that nobody here calls. Without
them a start is a second shorter, and the process that analyses takes 90 MB less. To be imported before sumy is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

NLTK = ("nltk", "nltk.stem", "nltk.tokenize")
"""Packages of which modules are loaded, but not what the packages load of their own accord."""

UNUSED = {"nltk.corpus": ("stopwords",), "requests": ()}
"""Modules that are asked for and never used, with the names that are taken from them."""


@contextmanager
def _instead(modules: dict[str, ModuleType]) -> Iterator[None]:
    """Inside, whoever imports one of the modules gets the other; afterwards the real one. A loaded module stays."""
    put = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(put)
    try:
        yield
    finally:
        for name in put:
            del sys.modules[name]


def _stand_ins() -> dict[str, ModuleType]:
    made = {name: ModuleType(name) for name in (*NLTK, *UNUSED)}
    spec = find_spec("nltk")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for name in NLTK:
            made[name].__path__ = [str(Path(folder, *name.split(".")[1:]))]
    for name, wanted in UNUSED.items():
        vars(made[name]).update(dict.fromkeys(wanted))
    return made


with _instead(_stand_ins()):
    NLTKWordTokenizer = import_module("nltk.tokenize.destructive").NLTKWordTokenizer
    import_module("sumy.nlp.stemmers")
    import_module("sumy.utils")
