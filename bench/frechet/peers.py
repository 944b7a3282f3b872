"""The peers' side of bench/frechet: traces Tr sqrt(Sa Sb) of the same features by other routes.

Started by run.ts with COUNT WIDTH. Prints one JSON line about the libraries, then answers each line of input,
a method's name, by a JSON line {"seconds", "processorSeconds", "traceSqrt"}. What is timed starts from the two covariances, as
torchmetrics, torch-fidelity and pytorch-fid have them at that point; the oracle is not timed against anyone.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import scipy
import scipy.linalg
import threadpoolctl

sys.path.insert(0, str(Path(__file__).parents[2] / "fixtures" / "golden" / "math"))
from frechet import features, nuclear_norm  # noqa: E402

DECAY = 100
SEEDS = (101, 102)


def answer(**line):
    print(json.dumps(line), flush=True)


def main():
    count, width = map(int, sys.argv[1:3])
    a, b = (features(count, width, seed, DECAY).astype(np.float64) for seed in SEEDS)
    sa, sb = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    methods = {
        "sqrtm": lambda: np.trace(scipy.linalg.sqrtm(sa @ sb)).real,
        "eigvals": lambda: np.sqrt(np.linalg.eigvals(sa @ sb).astype(complex)).real.sum(),
        "nuclear": lambda: nuclear_norm(a, b),
    }
    blas = [
        f"{pool['internal_api']} {pool['version']} ({pool.get('architecture')}, {pool['num_threads']} threads)"
        for pool in threadpoolctl.threadpool_info()
        if pool["user_api"] == "blas"
    ]
    answer(numpy=np.__version__, scipy=scipy.__version__, blas=blas)
    for line in sys.stdin:
        start, used = time.perf_counter(), time.process_time()
        trace = methods[line.strip()]()
        answer(
            seconds=time.perf_counter() - start,
            processorSeconds=time.process_time() - used,
            traceSqrt=float(trace),
        )


main()
