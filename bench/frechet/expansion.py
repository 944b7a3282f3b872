"""How far FID's interval moves if its 20 distances are replaced by expansions about the distance of all samples.

    python bench/frechet/expansion.py [WIDTH]

Replicate g is the distance at t = 1 where the samples of group g weigh 1 - t on both sides. Its Taylor coefficients in t come from
Cauchy's integral, exact to rounding, so what is printed is the error of leaving off the higher ones, not of any way to compute them.
"""

import sys

import numpy as np

GROUPS = 20
STUDENT_T = 2.093
POINTS, RADIUS = 16, 0.5


def moments(samples, group, t):
    count = len(samples) - t * group.sum()
    total = samples.sum(0) - t * samples[group].sum(0)
    squares = samples.T @ samples - t * (samples[group].T @ samples[group])
    return total / count, (squares - np.outer(total, total) / count) / (count - 1)


def distance(a, b, group, t):
    (mean_a, cov_a), (mean_b, cov_b) = moments(a, group, t), moments(b, group, t)
    roots = np.sqrt(np.linalg.eigvals(cov_a @ cov_b).astype(complex))
    return ((mean_a - mean_b) ** 2).sum() + np.trace(cov_a + cov_b) - 2 * roots.sum()


def interval(value, replicates):
    mean = replicates.mean()
    error = np.sqrt((GROUPS - 1) / GROUPS * ((replicates - mean) ** 2).sum())
    middle = GROUPS * value - (GROUPS - 1) * mean
    return np.array([middle - STUDENT_T * error, middle + STUDENT_T * error])


def study(width, count, shift, scale):
    random = np.random.default_rng(1)
    spread = np.exp(-3 * np.arange(width) / width)
    a = random.normal(size=(count, width)) * spread
    b = (random.normal(size=(count, width)) * np.sqrt(scale) + shift) * spread
    groups = [np.arange(count) % GROUPS == g for g in range(GROUPS)]
    value = distance(a, b, groups[0], 0).real
    exact = np.array([distance(a, b, group, 1).real for group in groups])
    circle = RADIUS * np.exp(2j * np.pi * np.arange(POINTS) / POINTS)
    around = np.array([[distance(a, b, group, t) for t in circle] for group in groups])
    terms = (np.fft.fft(around, axis=1) / POINTS / RADIUS ** np.arange(POINTS)).real
    right = interval(value, exact)
    half = (right[1] - right[0]) / 2

    def moved(replicates):
        return f"{np.abs(interval(value, replicates) - right).max() / half:.0e}"

    linear = value + terms[:, 1]
    print(f"\n{count} samples of width {width}, shift {shift}, variances times {scale}: largest move / half width")
    for order in range(1, 9):
        print(f"  order {order}: {moved(value + terms[:, 1:order + 1].sum(1))}")
    print(f"  order 1, and the mean of the rest from 2 exact distances: {moved(linear + (exact - linear)[:2].mean())}")


def main():
    width = int(sys.argv[1]) if len(sys.argv) > 1 else 128
    for images_a_feature in (2.42, 10):
        for shift, scale in ((0, 1), (0.3, 1.3)):
            study(width, round(width * images_a_feature), shift, scale)


main()
