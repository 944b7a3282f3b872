"""What the peers' 2048-wide FID is worth with few images, beside the exact value: a table for docs/parity.md.

Few images make singular covariances; scipy's sqrtm and numpy's eigvals lose digits there (or fail), silently.

Usage: python bench/parity/rank_deficient.py [IMAGES_A_SIDE ...]
"""

import sys
import tempfile
import warnings
from pathlib import Path

import cleanfid.fid
import numpy as np
import torch
from pytorch_fid.fid_score import calculate_frechet_distance
from torch_fidelity.metric_fid import fid_features_to_statistics, fid_statistics_to_metric

from exact_fid import exact_fid
from make_golden import write_set
from peers import PEERS
from pth_files import save_pth_files
from seeded_weights import seeded_weights
from smooth_images import SETS

TAP = "2048"


def by_pytorch_fid(x, y):
    # It holds features in float64.
    x, y = x.astype(np.float64), y.astype(np.float64)
    return calculate_frechet_distance(
        x.mean(axis=0), np.cov(x, rowvar=False), y.mean(axis=0), np.cov(y, rowvar=False)
    )


def by_torch_fidelity(x, y):
    a, b = (fid_features_to_statistics(torch.from_numpy(features)) for features in (x, y))
    return fid_statistics_to_metric(a, b, verbose=False)["frechet_inception_distance"]


FRECHET = {
    "pytorch-fid": by_pytorch_fid,
    "torch-fidelity": by_torch_fidelity,
    "clean-fid": cleanfid.fid.fid_from_feats,
}


def attempt(frechet, x, y):
    try:
        return float(frechet(x, y))
    except ValueError as error:
        return str(error)


def main(counts):
    with tempfile.TemporaryDirectory() as folder:
        legacy, _ = save_pth_files(folder, seeded_weights())
        sets = [write_set(name, folder, max(counts)) for name in SETS]
        print("| mode | peer | images a side | peer's FID | exact | relative error | identical sets (exact 0) |")
        print("|---|---|---|---|---|---|---|")
        for peer_class in PEERS:
            peer = peer_class(legacy)
            features = [peer.features(sorted(map(str, Path(s).iterdir())), (TAP,))[TAP] for s in sets]
            for count in counts:
                x, y = (f[:count] for f in features)
                exact = exact_fid(x, y)
                seen = attempt(FRECHET[peer.name], x, y)
                error = f"{(seen - exact) / exact:.1e}" if isinstance(seen, float) else "-"
                same = attempt(FRECHET[peer.name], x, x)
                print(f"| {peer.mode} | {peer.name} | {count} | {seen} | {exact:.9g} | {error} | {same} |", flush=True)


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    main([int(argument) for argument in sys.argv[1:]] or [12])
