"""Two sets of 2048-wide features from a seed alone, the same bits here and in test/parity/seeded-features.ts."""

import numpy as np

RECIPE = {"width": 2048, "real": {"seed": 303, "count": 48}, "fake": {"seed": 404, "count": 64}}


def seeded_features(side):
    """float32 [count, 2048]: squares of uniform numbers, so skewed like activations; the sides differ in spread."""
    recipe = RECIPE[side]
    generator = np.random.RandomState(recipe["seed"])
    uniform = generator.random_sample((recipe["count"], RECIPE["width"]))
    spread = 1 + np.arange(RECIPE["width"]) % (3 if side == "real" else 4)
    return (uniform * uniform * spread).astype(np.float32)
