"""What is written conforms to the JSON Schemas, and these are those of the records."""

import json

import jsonschema
import pytest
from coding import coded

from dragoman.consolidate import consolidate
from dragoman.ontology import files
from dragoman.records import to_json
from dragoman.records.schemas import WIRE, schema_of

TEXT = (
    "M23 rebels shelled a market in Goma on Tuesday, killing at least nine civilians and wounding "
    "more than 30, the Congolese army said.\n"
    "The rebels denied that they had attacked the market.\n"
    "Britain urged Rwanda to withdraw its troops. Kenya will host talks in Nairobi next week.\n"
    "The rebels captured Goma in 2012."
)


def _schema(name: str) -> dict[str, object]:
    schema = json.loads(files.path(f"schema/{name}.schema.json").read_bytes())
    assert isinstance(schema, dict)
    return schema


@pytest.mark.parametrize("name", WIRE)
def test_the_schema_file_is_that_of_the_record(name: str) -> None:
    shipped = files.path(f"schema/{name}.schema.json").read_bytes()

    assert shipped == schema_of(name), "run tools/write_schemas.py"


def test_everything_that_is_written_conforms() -> None:
    outcome = coded(TEXT, title="Shells hit Goma market")
    events = consolidate(outcome.mentions)
    written = [
        ("reading", outcome.reading),
        ("article", outcome.reading.article),
        *(("mention", m) for m in outcome.mentions),
        *(("event", e) for e in events),
    ]

    assert {name for name, _ in written} == {"reading", "article", "mention", "event"}
    for name, record in written:
        jsonschema.validate(json.loads(to_json(record)), _schema(name))


def test_a_field_that_is_not_written_is_refused() -> None:
    (mention, *_) = coded(TEXT).mentions
    row = json.loads(to_json(mention))
    del row["said_by"]

    with pytest.raises(jsonschema.ValidationError, match="said_by"):
        jsonschema.validate(row, _schema("mention"))
