"""Writing the committed index: the same models give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from stride.answers.linear import MAGIC, MIDDLE
from workbench.learning.families import FamilyTable
from workbench.learning.train import Fitted

_STEPS = 127
_DIGITS = 6


def write_index(tables: Mapping[str, Fitted], families: FamilyTable, settings: Mapping[str, Any], out: Path) -> None:
    """Writes an index file; what it holds is read by `stride.answers.linear`."""
    parts: list[bytes] = []
    kin = _families(families, parts)
    entries = {name: _entry(fitted, parts) for name, fitted in sorted(tables.items())}
    length = 0
    while True:  # offsets count from the start of the file, so the header's length is part of what it says
        header = json.dumps(
            {
                "families": {name: kin[name] + (name != "count") * length for name in kin},
                "tables": _moved(entries, length),
                "settings": rounded(settings),
            },
            sort_keys=True,
            separators=(",", ":"),
        ).encode()
        start = _aligned(len(MAGIC) + 4 + len(header))
        if start == length:
            break
        length = start
    head = MAGIC + len(header).to_bytes(4, "little") + header
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(head.ljust(start, b"\0") + b"".join(parts))


def rounded(value: Any) -> Any:
    """The same data with every fraction at the precision it is stored in."""
    if isinstance(value, float | np.floating):
        return round(float(value), _DIGITS)
    if isinstance(value, Mapping):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [rounded(item) for item in value]
    return value


def _families(families: FamilyTable, parts: list[bytes]) -> dict[str, int]:
    by_hash = {crc32(word.encode()): numbers for word, numbers in sorted(families.numbers.items())}
    keys = np.array(sorted(by_hash), dtype="<u4")
    numbers = np.array([by_hash[key] for key in keys.tolist()], dtype="<u2").reshape(-1, 2)
    return {
        "count": len(keys),
        "keys": _append(parts, keys.tobytes()),
        "near": _append(parts, numbers[:, 0].tobytes()),
        "far": _append(parts, numbers[:, 1].tobytes()),
    }


def _entry(fitted: Fitted, parts: list[bytes]) -> dict[str, Any]:
    blocks, first = [], 0
    for vocabulary, share in zip(fitted.space.blocks, fitted.space.weights, strict=True):
        count = len(vocabulary.keys)
        weights = fitted.weights[first : first + count] * vocabulary.rarity[:, None] * share
        first += count
        scales = np.maximum(np.abs(weights).max(axis=0, initial=0.0), 1e-9) / _STEPS
        squares = vocabulary.rarity**2
        unit = squares.max(initial=1.0) / 255
        rows = np.empty((count, weights.shape[1] + 1), dtype=np.uint8)
        rows[:, :-1] = np.rint(weights / scales).astype(np.int16) + MIDDLE
        rows[:, -1] = np.maximum(np.rint(squares / unit), 1)
        blocks.append(
            {
                "count": count,
                "keys": _append(parts, vocabulary.keys.astype("<u4").tobytes()),
                "rows": _append(parts, rows.tobytes()),
                "scales": [float(f"{scale:.6g}") for scale in (*scales, unit)],
            }
        )
    return {"columns": list(fitted.columns), "bias": rounded(fitted.bias), "blocks": blocks}


def _append(parts: list[bytes], data: bytes) -> int:
    place = sum(len(part) for part in parts)
    parts.append(data.ljust(_aligned(len(data)), b"\0"))
    return place


def _moved(entries: Mapping[str, dict[str, Any]], by: int) -> dict[str, Any]:
    return {
        name: {
            **entry,
            "blocks": [{**b, "keys": b["keys"] + by, "rows": b["rows"] + by} for b in entry["blocks"]],
        }
        for name, entry in entries.items()
    }


def _aligned(size: int) -> int:
    return -(-size // 16) * 16
