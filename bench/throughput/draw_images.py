"""Draws the image sets of the throughput runs from a seed: photographs' size as JPEG, the network's own size as PNG."""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "parity"))
from smooth_images import integers_below, upsample  # noqa: E402

# name: width, height, file name's end, options for saving
SETS = {
    "jpeg-1024x768": (1024, 768, "jpg", {"quality": 90}),
    "png-299x299": (299, 299, "png", {}),
    "png-16x16": (16, 16, "png", {}),
}
CELLS = 24
GRAIN = 12


def draw_set(name, count, folder):
    """Writes COUNT images to FOLDER and returns it; their grain makes them as hard to decode as photographs."""
    width, height, ending, options = SETS[name]
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    generator = np.random.RandomState(299)
    for index in range(count):
        grid = integers_below(generator, 256, (CELLS, CELLS, 3))
        grain = integers_below(generator, GRAIN, (height, width, 3)) - GRAIN // 2
        pixels = np.clip(upsample(grid, height, width) + grain, 0, 255).astype(np.uint8)
        Image.fromarray(pixels).save(folder / f"{index:05}.{ending}", **options)
    return folder
