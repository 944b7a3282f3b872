"""One timed run of a peer: a folder's 2048-wide statistics through its own data loader, network and mean/covariance.

Usage: python peer_statistics.py {pytorch-fid,torch-fidelity} WEIGHTS FOLDER BATCH {default,0,1,2,...}
Prints one line of JSON: images, seconds (without imports and loading the weights).

torch-fidelity's worker count is no option of its own: the number given here replaces what it computes.
"""

import json
import multiprocessing
import sys
import time
from pathlib import Path
from unittest import mock

import torch
from pytorch_fid import fid_score
from pytorch_fid import inception as pytorch_fid_inception
from torch_fidelity import utils as fidelity_utils
from torch_fidelity.metric_fid import fid_input_id_to_statistics

CPU = torch.device("cpu")


def pytorch_fid(weights, folder, batch, workers):
    def load(*_, **__):
        return torch.load(weights, weights_only=True)

    with mock.patch.object(pytorch_fid_inception, "load_state_dict_from_url", load):
        network = pytorch_fid_inception.InceptionV3([3])
    if workers is None:
        workers = min(multiprocessing.cpu_count(), 8)
    return lambda: fid_score.compute_statistics_of_path(folder, network, batch, 2048, CPU, workers)


def torch_fidelity(weights, folder, batch, workers):
    options = {
        "cuda": False,
        "cache": False,
        "verbose": False,
        "batch_size": batch,
        "save_cpu_ram": workers == 0,
        "feature_extractor_weights_path": weights,
    }
    network = fidelity_utils.create_feature_extractor("inception-v3-compat", ["2048"], **options)

    def run():
        loader = fidelity_utils.DataLoader

        def with_workers(*arguments, **settings):
            if workers is not None:
                settings["num_workers"] = workers
            return loader(*arguments, **settings)

        with mock.patch.object(fidelity_utils, "DataLoader", with_workers):
            fid_input_id_to_statistics(1, network, "2048", input1=folder, **options)

    return run


def main(peer, weights, folder, batch, workers):
    prepare = {"pytorch-fid": pytorch_fid, "torch-fidelity": torch_fidelity}[peer]
    run = prepare(weights, folder, int(batch), None if workers == "default" else int(workers))
    start = time.perf_counter()
    run()
    seconds = time.perf_counter() - start
    print(json.dumps({"images": len(list(Path(folder).iterdir())), "seconds": seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
