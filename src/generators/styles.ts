/** Styles of a batch: for each image a vector a layer. */
export interface Styles {
  readonly count: number;
  readonly layers: number;
  readonly width: number;
  /** count x layers x width, row-major. */
  readonly data: Float32Array;
}

/** The mean style; one layer stands for all. */
export interface MeanStyle {
  readonly layers: number;
  readonly width: number;
  readonly data: Float32Array;
}

/** @returns styles with the one layer of `styles` repeated; unchanged if there are as many already */
export function spreadOverLayers(styles: Styles, layers: number): Styles {
  const { count, width, data } = styles;
  if (styles.layers === layers) return styles;
  const spread = new Float32Array(count * layers * width);
  for (let row = 0; row < count * layers; row++) {
    const from = Math.floor(row / layers) * width;
    spread.set(data.subarray(from, from + width), row * width);
  }
  return { count, layers, width, data: spread };
}

/**
 * Moves styles towards the mean: w = mean + psi (w - mean), in the layers below `cutoff`.
 * @param psi - 1: unchanged; 0: the mean
 * @source arXiv:1812.04948, appendix B
 */
export function truncateStyles(styles: Styles, mean: MeanStyle, psi: number, cutoff = Infinity): Styles {
  const { layers, width } = styles;
  const size = layers * width;
  const data = styles.data.map((value, i) => {
    if (Math.floor((i % size) / width) >= cutoff) return value;
    const centre = mean.data[mean.layers === 1 ? i % width : i % size]!;
    return centre + psi * (value - centre);
  });
  return { ...styles, data };
}

/** The styles of image `index` with those layers taken from the same image of `source`. Changes `styles`. */
export function mixStyles(styles: Styles, source: Styles, index: number, layers: readonly number[]): void {
  const { width } = styles;
  for (const layer of layers) {
    const start = (index * styles.layers + layer) * width;
    styles.data.set(source.data.subarray(start, start + width), start);
  }
}
