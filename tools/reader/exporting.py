"""Writes the trained reader: encoder as int8 ONNX, heads as arrays, and what stands beside."""

import hashlib
import shutil
import warnings
from pathlib import Path

import msgspec
import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.extract.events.reader.heads import Written
from reader.batches import Known
from reader.network import Network


class _Vectors(nn.Module):
    """The encoder alone, with one output."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Give the vectors of all word pieces."""
        return self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


def export(
    network: Network, known: Known, *, tokenizer: Path, out: Path, version: str, sharpness: float
) -> None:
    """Write the model's files into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    network.eval()
    whole = out / "encoder.fp32.onnx"
    ids = torch.ones(2, 8, dtype=torch.long)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Vectors(network),
            (ids, ids),
            str(whole),
            input_names=["input_ids", "attention_mask"],
            output_names=["vectors"],
            dynamic_axes={
                "input_ids": {0: "batch", 1: "pieces"},
                "attention_mask": {0: "batch", 1: "pieces"},
                "vectors": {0: "batch", 1: "pieces"},
            },
            dynamo=False,
        )
    quantize_dynamic(whole, out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()
    heads = {
        _plain(network, name): value.numpy().astype(np.float16)
        for name, value in network.state_dict().items()
        if not name.startswith("encoder.")
    }
    np.savez(out / "heads.npz", **heads)
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    written = Written(
        version=version,
        modes=known.modes,
        ways=known.ways,
        sharpness=sharpness,
        digests={
            name: hashlib.sha256((out / name).read_bytes()).hexdigest()
            for name in ("encoder.onnx", "heads.npz", "tokenizer.json")
        },
    )
    (out / "reader.json").write_bytes(msgspec.json.format(msgspec.json.encode(written), indent=1))


def _plain(network: Network, name: str) -> str:
    """Name a table of vectors by its head alone: "kind", not "kind.weight"."""
    head, _, what = name.rpartition(".")
    return head if isinstance(network.get_submodule(head), nn.Embedding) else f"{head}.{what}"
