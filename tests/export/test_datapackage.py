import csv
import json
import shutil
from pathlib import Path

import pytest
from frictionless import validate

import defector_stats as ds
from defector_stats.errors import DataError
from tests.helpers import SAMPLE, SHIPPED, edit


@pytest.mark.parametrize(("files", "count"), [(SAMPLE, 4), (SHIPPED, 5)])
def test_the_descriptor_and_the_files_are_valid(tmp_path: Path, files: Path, count: int) -> None:
    copy = shutil.copytree(files, tmp_path / "data", ignore=shutil.ignore_patterns(".*"))
    report = validate(str(ds.datapackage(copy)))
    assert report.valid, report.flatten(["title", "message"])
    assert report.stats["tasks"] == count


def test_it_says_fields_types_units_sources_and_version(folder: Path) -> None:
    package = json.loads(ds.datapackage(folder).read_text("utf-8"))
    data = ds.load(folder)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["version"] == data.version[:12]
    assert len(package["sources"]) == len(data.sources)
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            names = next(csv.reader(file))
        assert [field["name"] for field in resource["schema"]["fields"]] == names
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    assert fields["arrivals"]["type"] == "integer"
    assert fields["arrivals"]["unit"] == fields["male"]["unit"] == "persons"
    assert fields["arrivals"]["constraints"] == {"required": True}
    assert "constraints" not in fields["male"]


def test_files_of_a_spreadsheet_program_are_described_as_they_are(folder: Path) -> None:
    edit(folder, "totals.csv", lambda content: content.replace(b",", b";"))
    package = json.loads(ds.datapackage(folder).read_text("utf-8"))
    by_name = {each["name"]: each["dialect"]["delimiter"] for each in package["resources"]}
    assert by_name == {"arrivals": ",", "sources": ",", "totals": ";", "events": ","}


def test_a_wrong_value_is_found_by_the_descriptor(folder: Path) -> None:
    path = ds.datapackage(folder)
    edit(folder, "arrivals.csv", lambda content: content.replace(b"1998,12,71,", b"1998,12,many,"))
    assert not validate(str(path)).valid
    with pytest.raises(DataError):
        ds.datapackage(folder)
