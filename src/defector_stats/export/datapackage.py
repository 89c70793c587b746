"""What the data files are, for programs: a descriptor as Frictionless Data Package 2 has it."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.i18n.messages import _, speaking
from defector_stats.storage import repository
from defector_stats.storage.fields import described
from defector_stats.storage.files import write as write_file
from defector_stats.storage.schema import KINDS, Row, Source
from defector_stats.text import citations

NAME = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {int: "integer", date: "date"}
PERSONS = {"arrivals", "total", "male", "female"}


def write(folder: Path | str = "data") -> Path:
    """Write the descriptor beside the files of a folder and return its path.

    Raises DataError when the files are not valid, OSError when it cannot be written.
    """
    path = Path(folder) / NAME
    text = json.dumps(descriptor(Path(folder)), ensure_ascii=False, indent=1)
    write_file(path, f"{text}\n".encode())
    return path


def descriptor(folder: Path) -> dict[str, Any]:
    """Return the descriptor of the files of a folder, in English."""
    files = repository.contents(folder)
    dataset = Dataset(repository.parse(files), repository.fingerprint(files))
    with speaking("en"):
        return {
            "$schema": PROFILE,
            "name": "north-korean-defectors-in-south-korea",
            "title": citations.title_of_data(),
            "description": citations.plain(citations.data_set(dataset)),
            "version": dataset.version[:12],
            "contributors": [
                {"title": citations.ministry(), "roles": ["author"]},
                {"title": citations.PROGRAM, "roles": ["publisher"]},
            ],
            "sources": list(_sources(dataset)),
            "resources": [
                _resource(kind, files[kind.file]) for kind in KINDS if kind.file in files
            ],
        }


def _sources(dataset: Dataset) -> Iterator[dict[str, str]]:
    for row in analysis.records(dataset.sources):
        title = {"title": citations.plain({**row, "url": ""})}
        yield {**title, "path": row["url"]} if row["url"] else title


def _resource(kind: type[Row], content: bytes) -> dict[str, Any]:
    table = repository.sheet(kind, content)[0]
    schema: dict[str, Any] = {
        "fields": [_field(kind, name) for name in table.names],
        "missingValues": [""],
    }
    if kind is Source:
        schema["primaryKey"] = ["id"]
    else:
        reference = {"resource": Path(Source.file).stem, "fields": ["id"]}
        schema["foreignKeys"] = [{"fields": ["source"], "reference": reference}]
    return {
        "name": Path(kind.file).stem,
        "path": kind.file,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": table.encoding,
        "dialect": {"delimiter": table.separator},
        "schema": schema,
    }


def _field(kind: type[Row], name: str) -> dict[str, Any]:
    column = next((each for each in described(kind) if each.name == name), None)
    if column is None:  # one that somebody added
        return {"name": name, "type": "string"}
    fields = kind.model_fields.items()
    annotation = next(each.annotation for key, each in fields if (each.alias or key) == name)
    field: dict[str, Any] = {"name": name, "title": _(column.label), "type": _type(annotation)}
    if column.expected:
        field["description"] = _(column.expected)
    if name in PERSONS:
        field["unit"] = "persons"
    if field["type"] != "string" and type(None) not in get_args(annotation):
        field["constraints"] = {"required": True}
    return field


def _type(annotation: Any) -> str:  # noqa: ANN401 - a type, or several
    if annotation in TYPES:
        return TYPES[annotation]
    if get_origin(annotation) is tuple:  # several values in one cell
        return "string"
    parts = map(_type, get_args(annotation))
    return next((part for part in parts if part != "string"), "string")
