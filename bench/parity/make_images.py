"""Draws the few committed images of fixtures/golden/parity/images: every colour mode and shape that the peers accept.

Usage: python bench/parity/make_images.py
"""

from pathlib import Path

import numpy as np
from PIL import Image

from smooth_images import smooth_image

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "golden" / "parity" / "images"

# file, width, height, channels, grid cells, options for saving
IMAGES = [
    ("dot.png", 1, 1, 3, 2, {}),
    ("tiny.png", 2, 3, 3, 3, {}),
    ("icon.png", 32, 32, 3, 5, {}),
    ("strip.png", 300, 20, 3, 6, {}),
    ("landscape.png", 96, 64, 3, 6, {}),
    ("portrait.png", 60, 140, 3, 6, {}),
    ("exact.png", 299, 299, 3, 3, {}),
    ("grey.png", 80, 80, 1, 6, {}),
    ("alpha.png", 64, 48, 4, 5, {}),
    ("noise.png", 48, 48, 3, 48, {}),
    ("large.jpg", 400, 300, 3, 8, {"quality": 90, "subsampling": "4:4:4"}),
    ("photo.jpg", 160, 120, 3, 12, {"quality": 75, "subsampling": "4:2:0"}),
    ("grey.jpg", 90, 70, 1, 7, {"quality": 85}),
]


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    generator = np.random.RandomState(7)
    for name, width, height, channels, cells, options in IMAGES:
        pixels = smooth_image(generator, height, width, channels, cells)
        image = Image.fromarray(pixels[:, :, 0] if channels == 1 else pixels)
        image.save(FOLDER / name, optimize=True, **options)


if __name__ == "__main__":
    main()
