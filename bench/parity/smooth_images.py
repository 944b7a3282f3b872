"""Smooth random images in integer arithmetic: the same bytes here and in test/parity/smooth-images.ts."""

import numpy as np


def integers_below(generator, bound, shape=()):
    """Drawn through random_sample, the one call whose stream both sides share."""
    return np.floor(generator.random_sample(shape) * bound).astype(np.int64)


def upsample(grid, height, width):
    """Bilinear, corner to corner, rounded to nearest: uint8-ranged int64 [height, width, channels]."""
    rows, columns = grid.shape[:2]
    y = np.arange(height) * (rows - 1)
    x = np.arange(width) * (columns - 1)
    y_span, x_span = max(height - 1, 1), max(width - 1, 1)
    y_low, y_part = y // y_span, (y % y_span)[:, None, None]
    x_low, x_part = x // x_span, (x % x_span)[None, :, None]
    y_high = np.minimum(y_low + 1, rows - 1)
    x_high = np.minimum(x_low + 1, columns - 1)
    top = grid[y_low][:, x_low] * (x_span - x_part) + grid[y_low][:, x_high] * x_part
    bottom = grid[y_high][:, x_low] * (x_span - x_part) + grid[y_high][:, x_high] * x_part
    total = top * (y_span - y_part) + bottom * y_part
    whole = y_span * x_span
    return (total + whole // 2) // whole


def smooth_image(generator, height, width, channels, cells):
    """A random grid of cells x cells colours, drawn out to height x width: uint8 [height, width, channels]."""
    grid = integers_below(generator, 256, (cells, cells, channels))
    return upsample(grid, height, width).astype(np.uint8)


# Two populations that an FID must tell apart: colours, detail and grain differ.
SETS = {
    "real": {"seed": 101, "darkest": 0, "brightest": 255, "grain": 8},
    "fake": {"seed": 202, "darkest": 40, "brightest": 220, "grain": 40},
}
# More than the 64 features of the tap compared, so that the covariances are of full rank and sqrtm is right.
SET_SIZE = 120
SET_HEIGHT = 64
SET_WIDTH = 96


def image_set(name, size=SET_SIZE):
    """The images of one population: a list of uint8 [64, 96, 3], all from one stream."""
    recipe = SETS[name]
    generator = np.random.RandomState(recipe["seed"])
    images = []
    for _ in range(size):
        cells = 3 + int(integers_below(generator, 6))
        levels = recipe["brightest"] - recipe["darkest"] + 1
        grid = recipe["darkest"] + integers_below(generator, levels, (cells, cells, 3))
        grain = integers_below(generator, recipe["grain"], (SET_HEIGHT, SET_WIDTH, 3))
        image = upsample(grid, SET_HEIGHT, SET_WIDTH) + grain - recipe["grain"] // 2
        images.append(np.clip(image, 0, 255).astype(np.uint8))
    return images
