"""One timed run of a peer: a folder's 2048-wide statistics through its own data loader, network and mean/covariance.

Usage: python peer_statistics.py {pytorch-fid,torch-fidelity,clean-fid,torchmetrics} WEIGHTS FOLDER BATCH {default,0,1,2,...} {cpu,cuda}
Prints one line of JSON: images, seconds (without imports, loading the weights and the first batch).

torch-fidelity's worker count is no option of its own: the number given here replaces what it computes. clean-fid is given pytorch-fid's
network, as its own is a file that has to be fetched. torchmetrics has no loader: it is fed, as its documentation does, from a DataLoader of
torch with Pillow.
"""

import json
import multiprocessing
import sys
import time
from pathlib import Path
from unittest import mock

import cleanfid.fid
import numpy as np
import torch
from PIL import Image
from pytorch_fid import fid_score
from pytorch_fid import inception as pytorch_fid_inception
from torch_fidelity import utils as fidelity_utils
from torch_fidelity.metric_fid import fid_input_id_to_statistics
from torchmetrics.image.fid import FrechetInceptionDistance

def _pytorch_fid_network(weights, **options):
    def load(*_, **__):
        return torch.load(weights, weights_only=True)

    with mock.patch.object(pytorch_fid_inception, "load_state_dict_from_url", load):
        return pytorch_fid_inception.InceptionV3([3], **options).eval()


def _warm(network, batch, device, dtype=torch.float32):
    """The first images through a network set it up, which is not timed; a GPU's libraries choose their kernels by the batch."""
    with torch.no_grad():
        network(torch.zeros(batch if device == "cuda" else 1, 3, 299, 299, dtype=dtype, device=device))


def pytorch_fid(weights, folder, batch, workers, device):
    network = _pytorch_fid_network(weights).to(device)
    _warm(network, batch, device)
    if workers is None:
        workers = min(multiprocessing.cpu_count(), 8)
    return lambda: fid_score.compute_statistics_of_path(folder, network, batch, 2048, device, workers)


def torch_fidelity(weights, folder, batch, workers, device):
    options = {
        "cuda": device == "cuda",
        "cache": False,
        "verbose": False,
        "batch_size": batch,
        "save_cpu_ram": workers == 0,
        "feature_extractor_weights_path": weights,
    }
    network = fidelity_utils.create_feature_extractor("inception-v3-compat", ["2048"], **options)
    _warm(network, batch, device, torch.uint8)

    def run():
        loader = fidelity_utils.DataLoader

        def with_workers(*arguments, **settings):
            if workers is not None:
                settings["num_workers"] = workers
            return loader(*arguments, **settings)

        with mock.patch.object(fidelity_utils, "DataLoader", with_workers):
            fid_input_id_to_statistics(1, network, "2048", input1=folder, **options)

    return run


def clean_fid(weights, folder, batch, workers, device):
    # clean-fid resizes itself, and hands on grey levels.
    network = _pytorch_fid_network(weights, resize_input=False, normalize_input=False).to(device)
    _warm(network, batch, device)
    options = {"batch_size": batch, "num_workers": 12 if workers is None else workers, "device": torch.device(device)}

    def run():
        features = cleanfid.fid.get_folder_features(
            folder, lambda levels: network((levels - 128) / 128)[0].flatten(1), mode="clean", verbose=False, **options
        )
        np.mean(features, axis=0)
        np.cov(features, rowvar=False)

    return run


class _Folder(torch.utils.data.Dataset):
    def __init__(self, folder):
        self.files = sorted(Path(folder).iterdir())

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        pixels = np.array(Image.open(self.files[index]).convert("RGB"))
        return torch.from_numpy(pixels).permute(2, 0, 1)


def torch_metrics(weights, folder, batch, workers, device):
    metric = FrechetInceptionDistance(feature=2048, feature_extractor_weights_path=weights).to(device)
    _warm(metric.inception, batch, device, torch.uint8)
    loader = torch.utils.data.DataLoader(_Folder(folder), batch_size=batch, num_workers=workers or 0)

    def run():
        for images in loader:
            metric.update(images.to(device), real=True)

    return run


def main(peer, weights, folder, batch, workers, device):
    prepare = {
        "pytorch-fid": pytorch_fid,
        "torch-fidelity": torch_fidelity,
        "clean-fid": clean_fid,
        "torchmetrics": torch_metrics,
    }[peer]
    run = prepare(weights, folder, int(batch), None if workers == "default" else int(workers), device)
    start = time.perf_counter()
    run()
    seconds = time.perf_counter() - start
    print(json.dumps({"images": len(list(Path(folder).iterdir())), "seconds": seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
