"""Runs the peers with the seeded weights and writes fixtures/golden/parity/{golden.json,features.npy}.

Usage: python bench/parity/make_golden.py
"""

import hashlib
import importlib.metadata
import json
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from exact_fid import exact_fid
from make_images import FOLDER, IMAGES
from peer_frechet import FRECHET, peer_frechet
from peers import PEERS
from pth_files import save_pth_files
from seeded_features import RECIPE, seeded_features
from seeded_weights import SEED, seeded_weights, weights_sha256
from smooth_images import SET_SIZE, SETS, image_set

GOLDEN = FOLDER.parent
FID_TAP = "64"
PACKAGES = ("pytorch-fid", "clean-fid", "torch-fidelity", "torch", "torchvision", "numpy", "scipy", "pillow")

# The wide taps of few images keep the file small; the narrow ones are there for all.
WIDE = {
    "768": ("dot.png", "landscape.png", "portrait.png", "alpha.png", "large.jpg"),
    "2048": ("dot.png", "landscape.png", "portrait.png", "large.jpg"),
    "logits_unbiased": ("large.jpg",),
    "logits": ("large.jpg",),
}


def write_set(name, folder, size=SET_SIZE):
    folder = Path(folder) / name
    folder.mkdir()
    for index, pixels in enumerate(image_set(name, size)):
        Image.fromarray(pixels).save(folder / f"{index:04}.png")
    return str(folder)


def pixels_sha256(name):
    return hashlib.sha256(b"".join(image.tobytes() for image in image_set(name))).hexdigest()


def given_features():
    """FID of features that need no network, 2048 wide."""
    x, y = seeded_features("real"), seeded_features("fake")
    return {
        **RECIPE,
        "exact": exact_fid(x, y),
        "peers": {name: peer_frechet(name, x, y) for name in FRECHET},
    }


def main():
    names = [name for name, *_ in IMAGES]
    weights = seeded_weights()
    index, values = [], []
    fids = []
    with tempfile.TemporaryDirectory() as folder:
        legacy, as_zip = save_pth_files(folder, weights)
        sets = [write_set(name, folder) for name in SETS]
        for peer_class in PEERS:
            # torch-fidelity reads the zip format, the others the legacy one: both are exercised.
            peer = peer_class(as_zip if peer_class.name == "torch-fidelity" else legacy)
            for tap, features in peer.features([str(FOLDER / name) for name in names]).items():
                for name, vector in zip(names, features):
                    if name in WIDE.get(tap, names):
                        index.append({"mode": peer.mode, "tap": tap, "image": name, "length": len(vector)})
                        values.append(vector)
            stacked = [peer.features(sorted(map(str, Path(s).iterdir())), (FID_TAP,))[FID_TAP] for s in sets]
            fids.append(
                {
                    "mode": peer.mode,
                    "peer": peer.name,
                    "tap": FID_TAP,
                    "fid": peer.fid(*sets, FID_TAP),
                    "exactFidOfItsFeatures": exact_fid(*stacked),
                }
            )
    np.save(GOLDEN / "features.npy", np.concatenate(values).astype("<f4"))
    golden = {
        "madeBy": "bench/parity/make_golden.py",
        "packages": {name: importlib.metadata.version(name) for name in PACKAGES},
        "weights": {"seed": SEED, "sha256": weights_sha256(weights)},
        "sets": {name: {**SETS[name], "pixelsSha256": pixels_sha256(name)} for name in SETS},
        "setSize": SET_SIZE,
        "fid": fids,
        "givenFeatures": given_features(),
        "features": index,
    }
    write_json(GOLDEN / "golden.json", golden)


def write_json(path, golden):
    """One line a list entry: short, and a change shows as one line."""
    features = ",\n".join("    " + json.dumps(entry) for entry in golden.pop("features"))
    head = json.dumps(golden, indent=2)[: -len("\n}")]
    path.write_text(f'{head},\n  "features": [\n{features}\n  ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
