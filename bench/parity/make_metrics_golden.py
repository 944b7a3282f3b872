"""Runs torch-fidelity and clean-fid end to end with the seeded weights, images to scores, and writes
fixtures/golden/parity/metrics.json. What the peers compute in float32 is also given in float64, from their own features.

Usage: python bench/parity/make_metrics_golden.py
"""

import importlib.metadata
import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from cleanfid.fid import kernel_distance
from torch_fidelity.metric_isc import isc_features_to_metric
from torch_fidelity.metric_kid import kid_features_to_metric
from torch_fidelity.metric_prc import prc_features_to_metric

from make_golden import GOLDEN, write_set
from peers import CleanFid, TorchFidelity
from pth_files import save_pth_files
from seeded_weights import seeded_weights
from smooth_images import SETS

TAP = "64"
SUBSETS = {"kid_subsets": 20, "kid_subset_size": 50}
PACKAGES = ("clean-fid", "torch-fidelity", "torch", "numpy")


def files(folder):
    return sorted(map(str, Path(folder).iterdir()))


def main():
    weights = seeded_weights()
    with tempfile.TemporaryDirectory() as folder:
        legacy, as_zip = save_pth_files(folder, weights)
        real, fake = (files(write_set(name, folder)) for name in SETS)
        peer = TorchFidelity(as_zip)
        of_fake = peer.features(fake, (TAP, "logits_unbiased"))
        # torch-fidelity calls the generated set 1 and the real set 2.
        generated = torch.from_numpy(of_fake[TAP])
        reference = torch.from_numpy(peer.features(real, (TAP,))[TAP])
        kid = kid_features_to_metric(generated, reference, **SUBSETS, verbose=False)
        kid64 = kid_features_to_metric(generated.double(), reference.double(), **SUBSETS, verbose=False)
        golden = {
            "madeBy": "bench/parity/make_metrics_golden.py",
            "packages": {name: importlib.metadata.version(name) for name in PACKAGES},
            "tap": TAP,
            "subsets": SUBSETS["kid_subsets"],
            "subsetSize": SUBSETS["kid_subset_size"],
            "kid": {
                "mean": kid["kernel_inception_distance_mean"],
                "std": kid["kernel_inception_distance_std"],
                "meanFloat64": kid64["kernel_inception_distance_mean"],
                "stdFloat64": kid64["kernel_inception_distance_std"],
            },
            "inceptionScore": isc_features_to_metric(torch.from_numpy(of_fake["logits_unbiased"])),
            "precisionRecall": prc_features_to_metric(
                generated, reference, prc_neighborhood=3, prc_batch_size=10000, save_cpu_ram=False, verbose=False
            ),
        }
        # clean-fid draws its subsets from numpy's global generator; of whole sets there is one subset.
        clean = CleanFid(legacy)
        x, y = (clean.features(paths, (TAP,))[TAP].astype(np.float64) for paths in (real, fake))
        golden["cleanKidOfAll"] = kernel_distance(x, y, num_subsets=1, max_subset_size=len(x))
    (GOLDEN / "metrics.json").write_text(json.dumps(golden, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
