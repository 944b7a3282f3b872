"""Neighbour scores of seeded features by a peer: one JSON line with seconds, processor seconds, peak memory and scores.

    python bench/neighbours/peers.py COUNT prdc|precision-recall|precision-recall-part
"""

import contextlib
import json
import resource
import sys
import time

import numpy as np

WIDTH = 2048


def features(count, seed, shift):
    """What ours.ts makes, to the bit. Row by row, so that making them is not what takes the memory."""
    random = np.random.RandomState(seed)
    scale = 1 / (1 + np.arange(WIDTH) / 100)
    out = np.empty((count, WIDTH), dtype=np.float32)
    for row in out:
        row[:] = random.random_sample(WIDTH) * scale + shift
    return out


def prdc(real, generated):
    from prdc import compute_prdc

    def compute():
        with contextlib.redirect_stdout(sys.stderr):
            return {name: float(value) for name, value in compute_prdc(real, generated, 5).items()}

    return compute


def torch_fidelity(real, generated, function):
    import torch
    from torch_fidelity import metric_prc

    real, generated = torch.from_numpy(real), torch.from_numpy(generated)
    compute = getattr(metric_prc, function)
    return lambda: dict(zip(("precision", "recall"), compute(generated, real)))


if __name__ == "__main__":
    count, method = int(sys.argv[1]), sys.argv[2]
    sets = features(count, 1, 0), features(count, 2, 0.001)
    compute = {
        "prdc": lambda: prdc(*sets),
        "precision-recall": lambda: torch_fidelity(*sets, "calculate_precision_recall_full"),
        "precision-recall-part": lambda: torch_fidelity(*sets, "calculate_precision_recall_part"),
    }[method]()
    start, start_cpu = time.perf_counter(), time.process_time()
    scores = compute()
    seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - start_cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "cpuSeconds": cpu_seconds, "peakMiB": peak, "scores": scores}))
