"""The three peers, each with our weights through its own code: features of image files and FID of folders.

None of their installed files is touched: pytorch-fid's download is replaced by a load of the file, torch-fidelity takes a path,
and clean-fid takes a model (its own reads a TorchScript file that holds the published weights).
"""

import functools
import warnings
from unittest import mock

import cleanfid.fid
import numpy as np
import torch
from pytorch_fid import fid_score
from pytorch_fid import inception as pytorch_fid_inception
from torch_fidelity import calculate_metrics
from torch_fidelity.datasets import ImagesPathDataset
from torch_fidelity.feature_extractor_inceptionv3 import FeatureExtractorInceptionV3
from torch_fidelity.utils import get_featuresdict_from_dataset

# pytorch-fid's progress bars cannot be turned off by an argument.
fid_score.tqdm = functools.partial(fid_score.tqdm, disable=True)
# scipy's notice about sqrtm(disp=...) and Pillow's about fromarray(mode=...): the peers' business.
warnings.filterwarnings("ignore", category=DeprecationWarning)

TAPS = ("64", "192", "768", "2048")
CPU = torch.device("cpu")


def _pytorch_fid_network(weights_path, blocks, **options):
    def load(*_, **__):
        return torch.load(weights_path, weights_only=True)

    with mock.patch.object(pytorch_fid_inception, "load_state_dict_from_url", load):
        return pytorch_fid_inception.InceptionV3(blocks, **options).eval()


class PytorchFid:
    """Resize mode `torch`."""

    mode = "torch"
    name = "pytorch-fid"

    def __init__(self, weights_path):
        self.weights_path = weights_path

    def features(self, files, taps=TAPS):
        features = {}
        for tap in taps:
            block = pytorch_fid_inception.InceptionV3.BLOCK_INDEX_BY_DIM[int(tap)]
            network = _pytorch_fid_network(self.weights_path, [block])
            # One image at a time: it cannot batch images of different sizes.
            features[tap] = fid_score.get_activations(
                files, network, batch_size=1, dims=int(tap), device=CPU, num_workers=0
            ).astype(np.float32)
        return features

    def fid(self, real, fake, tap):
        def load(*_, **__):
            return torch.load(self.weights_path, weights_only=True)

        with mock.patch.object(pytorch_fid_inception, "load_state_dict_from_url", load):
            return float(
                fid_score.calculate_fid_given_paths([real, fake], 50, CPU, int(tap), num_workers=0)
            )


class TorchFidelity:
    """Resize mode `tf1`."""

    mode = "tf1"
    name = "torch-fidelity"

    def __init__(self, weights_path):
        self.weights_path = weights_path

    def features(self, files, taps=(*TAPS, "logits_unbiased", "logits")):
        network = FeatureExtractorInceptionV3(
            "inception-v3-compat", list(taps), feature_extractor_weights_path=self.weights_path
        )
        features = get_featuresdict_from_dataset(
            ImagesPathDataset(files), network, batch_size=1, cuda=False, save_cpu_ram=True, verbose=False
        )
        return {tap: values.numpy() for tap, values in features.items()}

    def fid(self, real, fake, tap):
        metrics = calculate_metrics(
            input1=real,
            input2=fake,
            fid=True,
            feature_layer_fid=tap,
            feature_extractor_weights_path=self.weights_path,
            cuda=False,
            cache=False,
            save_cpu_ram=True,
            verbose=False,
        )
        return metrics["frechet_inception_distance"]


class CleanFid:
    """Resize mode `clean`; its scaling is that of its own InceptionV3W, (x - 128) / 128."""

    mode = "clean"
    name = "clean-fid"

    def __init__(self, weights_path):
        self.weights_path = weights_path

    def _model(self, tap):
        block = pytorch_fid_inception.InceptionV3.BLOCK_INDEX_BY_DIM[int(tap)]
        network = _pytorch_fid_network(
            self.weights_path, [block], resize_input=False, normalize_input=False
        )
        return lambda x: network((x - 128) / 128)[0].mean(dim=(2, 3))

    def features(self, files, taps=TAPS):
        return {
            tap: cleanfid.fid.get_files_features(
                files, self._model(tap), num_workers=0, batch_size=4, device=CPU, mode="clean", verbose=False
            )
            for tap in taps
        }

    def fid(self, real, fake, tap):
        return float(
            cleanfid.fid.compare_folders(
                real, fake, self._model(tap), "clean", num_workers=0, batch_size=50, device=CPU, verbose=False
            )
        )


PEERS = (PytorchFid, TorchFidelity, CleanFid)
