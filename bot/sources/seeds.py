"""The articles that an empty database starts with, so that the first command has something to show."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter

from bot.sources.draft import Draft

MANIFEST = "manifest.json"


def _plain_name(name: str) -> str:
    if PurePosixPath(name).name != name or not name.endswith(".txt"):
        raise ValueError("the name of a .txt file beside the manifest is wanted")
    return name


class SeedEntry(BaseModel):
    """One line of the manifest; the order of the entries is the order of loading, so the last is the newest article.

    ``title_from`` is ``text`` for a headline that stands in the article and ``editor`` for one that describes it;
    ``published`` is None where the date is not known.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: Annotated[str, AfterValidator(_plain_name)]
    title: str = Field(min_length=1, max_length=200)
    title_from: Literal["text", "editor"]
    outlet: str = Field(min_length=1)
    language: str = Field(pattern=r"^[a-z]{2}$")
    published: AwareDatetime | None
    link: HttpUrl | None


_ENTRIES = TypeAdapter(tuple[SeedEntry, ...])


def read_manifest(folder: Traversable | None = None) -> tuple[SeedEntry, ...]:
    """The manifest's entries in order of loading. Raises pydantic.ValidationError when it is not as it should be."""
    folder = folder or resources.files("seeds")
    return _ENTRIES.validate_json(folder.joinpath(MANIFEST).read_bytes())


def read_seeds(folder: Traversable | None = None) -> tuple[Draft, ...]:
    """The seed articles in order of loading, read from the installed package unless another folder is given.

    Raises pydantic.ValidationError for a bad manifest and FileNotFoundError for an article that is not there.
    """
    folder = folder or resources.files("seeds")
    return tuple(_draft(entry, folder) for entry in read_manifest(folder))


def _draft(entry: SeedEntry, folder: Traversable) -> Draft:
    return Draft(
        text=folder.joinpath(entry.file).read_text("utf-8").strip(),
        title=entry.title,
        outlet=entry.outlet,
        language=entry.language,
        published=entry.published,
        link=str(entry.link) if entry.link else None,
    )
