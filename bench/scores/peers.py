"""What ours.ts computes, by a peer, on the same features: one JSON line with seconds, processor seconds and the value.

    python bench/scores/peers.py kid-subsets|inception-score|vendi
"""

import json
import sys
import time

import numpy as np


def features(seed, rows, columns):
    return np.random.RandomState(seed).random_sample((rows, columns)).astype(np.float32)


def kid_subsets():
    import torch
    from torch_fidelity.metric_kid import kid_features_to_metric

    real, generated = (torch.from_numpy(features(seed, 5000, 2048)) for seed in (1, 2))
    return lambda: kid_features_to_metric(generated, real, verbose=False)["kernel_inception_distance_mean"]


def inception_score():
    import torch
    from torch_fidelity.metric_isc import isc_features_to_metric

    logits = torch.from_numpy(features(2, 50_000, 1008))
    return lambda: isc_features_to_metric(logits)["inception_score_mean"]


def vendi():
    from vendi_score import vendi as peer

    generated = features(2, 4000, 2048)
    return lambda: float(peer.score_dual(generated.astype(np.float64), normalize=True))


CASES = {"kid-subsets": kid_subsets, "inception-score": inception_score, "vendi": vendi}

if __name__ == "__main__":
    compute = CASES[sys.argv[1]]()
    start, cpu = time.perf_counter(), time.process_time()
    value = compute()
    print(json.dumps({"seconds": time.perf_counter() - start, "cpuSeconds": time.process_time() - cpu, "value": value}))
