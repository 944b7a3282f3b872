"""The Frechet distance without a matrix square root: Tr sqrt(S1 S2) is the nuclear norm of Xc Yc^T / sqrt((n-1)(m-1)).

Exact at any rank, because no eigenvalue of a singular product is ever taken.
"""

import numpy as np


def exact_fid(x, y):
    """Of two feature sets [n, d] and [m, d], in float64."""
    x = np.asarray(x, np.float64)
    y = np.asarray(y, np.float64)
    shift = x.mean(axis=0) - y.mean(axis=0)
    x = (x - x.mean(axis=0)) / np.sqrt(len(x) - 1)
    y = (y - y.mean(axis=0)) / np.sqrt(len(y) - 1)
    cross = np.linalg.svd(x @ y.T, compute_uv=False).sum()
    return float(shift @ shift + (x * x).sum() + (y * y).sum() - 2 * cross)
