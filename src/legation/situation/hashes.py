"""One hash of plain content, so that the same inputs are known again."""

from __future__ import annotations

import hashlib
import json


def sha256_of(content: object) -> str:
    """SHA-256 of plain content as canonical JSON: sorted keys, no blanks, shortest exact numbers.

    Comments, files and the order of keys are no part of it. Raises ValueError for a number that
    is none.
    """
    text = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
