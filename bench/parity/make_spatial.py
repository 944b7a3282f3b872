"""Writes fixtures/golden/parity/spatial.npy: what guided-diffusion's evaluator reads for sFID, for one image, from torch-fidelity's
network with the seeded weights.

Its `mixed_6/conv:0` is the ReLU after Mixed_6d.branch1x1 (torch-fidelity's own conversion script maps the names); of its
17 x 17 x 192 values the first 7 channels are taken and flattened as TensorFlow has them, channels last.

Usage: python bench/parity/make_spatial.py
"""

import tempfile

import numpy as np
import torch
from PIL import Image
from torch_fidelity.feature_extractor_inceptionv3 import FeatureExtractorInceptionV3

from make_images import FOLDER
from pth_files import save_pth_files
from seeded_weights import seeded_weights

IMAGE = "large.jpg"
CHANNELS = 7


def main():
    with tempfile.TemporaryDirectory() as folder:
        _, as_zip = save_pth_files(folder, seeded_weights())
        network = FeatureExtractorInceptionV3(
            "inception-v3-compat", ["2048"], feature_extractor_weights_path=as_zip
        )
    seen = []
    network.Mixed_6d.branch1x1.register_forward_hook(lambda _module, _input, output: seen.append(output))
    pixels = np.asarray(Image.open(FOLDER / IMAGE).convert("RGB"))
    with torch.no_grad():
        network(torch.from_numpy(pixels.copy()).permute(2, 0, 1)[None])
    (places,) = seen
    spatial = places[0, :CHANNELS].permute(1, 2, 0).reshape(-1)
    np.save(FOLDER.parent / "spatial.npy", spatial.numpy().astype("<f4"))


if __name__ == "__main__":
    main()
