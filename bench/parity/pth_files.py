"""The seeded weights as the .pth files that peers and gan-eval read, in both of torch's formats.

Usage: python bench/parity/pth_files.py FOLDER
"""

import sys
from collections import OrderedDict
from pathlib import Path

import torch

from seeded_weights import seeded_weights


def save_pth_files(folder, weights):
    """Writes FOLDER/seeded-legacy.pth and FOLDER/seeded-zip.pth (96 MB each) and returns their paths."""
    state = OrderedDict((key, torch.from_numpy(value)) for key, value in weights.items())
    paths = []
    for name, as_zip in (("seeded-legacy.pth", False), ("seeded-zip.pth", True)):
        path = Path(folder) / name
        torch.save(state, path, _use_new_zipfile_serialization=as_zip)
        paths.append(str(path))
    return paths


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    print("\n".join(save_pth_files(folder, seeded_weights())))
