"""Parquet with typed columns: those of the CSV, and the whole record as JSON beside them."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from dragoman.publish.columns import RECORD, Kind
from dragoman.publish.sheet import BATCH, Exported, Exporter, Sheet, batches
from dragoman.records import to_json
from dragoman.registry import Component

ROWS = 10_000
"""Rows in a group: enough for compression, little in memory."""

_ARROW: dict[Kind, str] = {
    "text": "string",
    "integer": "int64",
    "number": "float64",
    "boolean": "bool",
    "date": "date32",
}


def write(records: Iterable[Exported], sheet: Sheet, file: BinaryIO) -> int:
    """Write all rows; an empty table keeps its columns."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    # The record stands before `schema`, which is last.
    heads = (*sheet.columns[:-1], RECORD, sheet.columns[-1])
    schema = pa.schema([(head.name, pa.type_for_alias(_ARROW[head.kind])) for head in heads])

    def compact(held: Sequence[Exported]) -> "pa.RecordBatch":
        whole = tuple(to_json(record) for record in held)
        cells = list(zip(*sheet.rows(held), strict=True))
        values = [*cells[:-1], whole, cells[-1]]
        arrays = [pa.array(v, type=head.type) for v, head in zip(values, schema, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=schema)

    count = 0
    with ParquetWriter(file, schema, compression="zstd") as writer:
        # Arrow's columns need a tenth of the memory of records, so those wait for the group.
        for group in batches(map(compact, batches(records)), ROWS // BATCH):
            writer.write_table(pa.Table.from_batches(group), row_group_size=ROWS)
            count += sum(part.num_rows for part in group)
    return count


def _build() -> Exporter:
    return write


component = Component(name="parquet", version="1", build=_build)
