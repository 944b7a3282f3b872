"""A state_dict for the FID Inception network made from a seed alone, with the same bits here and in
src/models/seeded-weights.ts: only IEEE additions, multiplications, divisions and square roots in float64, rounded once to float32.

One MT19937 stream (numpy's RandomState) runs through all tensors in canonical order.
"""

import hashlib
import math

import numpy as np

from layout import canonical_layout

SEED = 20151205


def _convolution(uniform, shape):
    # He's uniform bound keeps the variance of activations from layer to layer.
    bound = math.sqrt(6 / (shape[1] * shape[2] * shape[3]))
    return (2 * uniform - 1) * bound


def _classifier(uniform, shape):
    return (2 * uniform - 1) * math.sqrt(3 / shape[1])


def _value(key, shape, uniform):
    if key == "fc.weight":
        return _classifier(uniform, shape)
    if key.endswith(".conv.weight"):
        return _convolution(uniform, shape)
    if key.endswith(".bn.weight"):
        return 0.8 + 0.4 * uniform
    if key.endswith(".bn.running_var"):
        return 0.5 + uniform
    return (2 * uniform - 1) * 0.1


def seeded_weights(seed=SEED):
    """The tensors in canonical order: a dict of key -> float32 array."""
    generator = np.random.RandomState(seed)
    weights = {}
    for key, shape in canonical_layout():
        uniform = generator.random_sample(math.prod(shape))
        weights[key] = _value(key, shape, uniform).astype(np.float32).reshape(shape)
    return weights


def weights_sha256(weights):
    """Over the little-endian float32 bytes of all tensors, in canonical order."""
    digest = hashlib.sha256()
    for key, _ in canonical_layout():
        digest.update(weights[key].astype("<f4").tobytes())
    return digest.hexdigest()
