"""The canonical key layout of the FID Inception network's state_dict: 472 tensors, 23,885,392 values.

Written out here rather than read from a peer, so that a strict load into each peer is a check of it.
"""

# name, input channels, output channels, (kernel height, kernel width)
STEM = [
    ("Conv2d_1a_3x3", 3, 32, (3, 3)),
    ("Conv2d_2a_3x3", 32, 32, (3, 3)),
    ("Conv2d_2b_3x3", 32, 64, (3, 3)),
    ("Conv2d_3b_1x1", 64, 80, (1, 1)),
    ("Conv2d_4a_3x3", 80, 192, (3, 3)),
]


def _block_a(inputs, pool):
    return [
        ("branch1x1", inputs, 64, (1, 1)),
        ("branch5x5_1", inputs, 48, (1, 1)),
        ("branch5x5_2", 48, 64, (5, 5)),
        ("branch3x3dbl_1", inputs, 64, (1, 1)),
        ("branch3x3dbl_2", 64, 96, (3, 3)),
        ("branch3x3dbl_3", 96, 96, (3, 3)),
        ("branch_pool", inputs, pool, (1, 1)),
    ]


def _block_b(inputs):
    return [
        ("branch3x3", inputs, 384, (3, 3)),
        ("branch3x3dbl_1", inputs, 64, (1, 1)),
        ("branch3x3dbl_2", 64, 96, (3, 3)),
        ("branch3x3dbl_3", 96, 96, (3, 3)),
    ]


def _block_c(inputs, middle):
    return [
        ("branch1x1", inputs, 192, (1, 1)),
        ("branch7x7_1", inputs, middle, (1, 1)),
        ("branch7x7_2", middle, middle, (1, 7)),
        ("branch7x7_3", middle, 192, (7, 1)),
        ("branch7x7dbl_1", inputs, middle, (1, 1)),
        ("branch7x7dbl_2", middle, middle, (7, 1)),
        ("branch7x7dbl_3", middle, middle, (1, 7)),
        ("branch7x7dbl_4", middle, middle, (7, 1)),
        ("branch7x7dbl_5", middle, 192, (1, 7)),
        ("branch_pool", inputs, 192, (1, 1)),
    ]


def _block_d(inputs):
    return [
        ("branch3x3_1", inputs, 192, (1, 1)),
        ("branch3x3_2", 192, 320, (3, 3)),
        ("branch7x7x3_1", inputs, 192, (1, 1)),
        ("branch7x7x3_2", 192, 192, (1, 7)),
        ("branch7x7x3_3", 192, 192, (7, 1)),
        ("branch7x7x3_4", 192, 192, (3, 3)),
    ]


def _block_e(inputs):
    return [
        ("branch1x1", inputs, 320, (1, 1)),
        ("branch3x3_1", inputs, 384, (1, 1)),
        ("branch3x3_2a", 384, 384, (1, 3)),
        ("branch3x3_2b", 384, 384, (3, 1)),
        ("branch3x3dbl_1", inputs, 448, (1, 1)),
        ("branch3x3dbl_2", 448, 384, (3, 3)),
        ("branch3x3dbl_3a", 384, 384, (1, 3)),
        ("branch3x3dbl_3b", 384, 384, (3, 1)),
        ("branch_pool", inputs, 192, (1, 1)),
    ]


MIXED = {
    "Mixed_5b": _block_a(192, 32),
    "Mixed_5c": _block_a(256, 64),
    "Mixed_5d": _block_a(288, 64),
    "Mixed_6a": _block_b(288),
    "Mixed_6b": _block_c(768, 128),
    "Mixed_6c": _block_c(768, 160),
    "Mixed_6d": _block_c(768, 160),
    "Mixed_6e": _block_c(768, 192),
    "Mixed_7a": _block_d(768),
    "Mixed_7b": _block_e(1280),
    "Mixed_7c": _block_e(2048),
}

CLASSES = 1008
FEATURES = 2048


def canonical_layout():
    """All tensors in the order of the published file: a list of (key, shape)."""
    convolutions = list(STEM)
    for block, branches in MIXED.items():
        convolutions += [(f"{block}.{name}", *rest) for name, *rest in branches]
    layout = []
    for name, inputs, outputs, kernel in convolutions:
        layout.append((f"{name}.conv.weight", (outputs, inputs, *kernel)))
        for statistic in ("weight", "bias", "running_mean", "running_var"):
            layout.append((f"{name}.bn.{statistic}", (outputs,)))
    layout.append(("fc.weight", (CLASSES, FEATURES)))
    layout.append(("fc.bias", (CLASSES,)))
    return layout
