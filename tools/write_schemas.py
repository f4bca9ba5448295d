"""Write the JSON Schemas of the wire formats to src/dragoman/data/schema."""

from pathlib import Path

from dragoman.records.schemas import WIRE, schema_of

FOLDER = Path(__file__).parents[1] / "src" / "dragoman" / "data" / "schema"


def main() -> None:
    """Write one file a record; a test holds them equal to the records."""
    FOLDER.mkdir(exist_ok=True)
    for name in WIRE:
        (FOLDER / f"{name}.schema.json").write_bytes(schema_of(name))


if __name__ == "__main__":
    main()
