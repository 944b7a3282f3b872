"""The peers' Frechet distances on features already computed, each by its own functions."""

import cleanfid.fid
import numpy as np
import torch
from pytorch_fid.fid_score import calculate_frechet_distance
from torch_fidelity.metric_fid import fid_features_to_statistics, fid_statistics_to_metric


def _by_pytorch_fid(x, y):
    # It holds features in float64.
    x, y = x.astype(np.float64), y.astype(np.float64)
    return calculate_frechet_distance(
        x.mean(axis=0), np.cov(x, rowvar=False), y.mean(axis=0), np.cov(y, rowvar=False)
    )


def _by_torch_fidelity(x, y):
    a, b = (fid_features_to_statistics(torch.from_numpy(features)) for features in (x, y))
    return fid_statistics_to_metric(a, b, verbose=False)["frechet_inception_distance"]


FRECHET = {
    "pytorch-fid": _by_pytorch_fid,
    "torch-fidelity": _by_torch_fidelity,
    "clean-fid": cleanfid.fid.fid_from_feats,
}


def peer_frechet(name, x, y):
    """Of two float32 feature sets; what the peer's error says where it gives none."""
    try:
        return float(FRECHET[name](x, y))
    except ValueError as error:
        return str(error)
