/** A kernel of two vectors that is a function of their inner product. */
export interface RowKernel {
  /** Replaces inner products by kernel values, less `offset`. */
  readonly apply: (products: Float64Array) => void;
  /** A constant that the values lack, because it cancels in a discrepancy and would take digits with it. */
  readonly offset: number;
}

/** What a polynomial kernel is made of. */
export interface PolynomialKernelParameters {
  /** An integer, 1 or more. */
  readonly degree: number;
  readonly gamma: number;
  readonly coef0: number;
}

/**
 * (gamma x.y + coef0)^degree.
 * @source arXiv:1801.01401 section 4: degree 3, gamma 1/width, coef0 1
 */
export function polynomialKernel({ degree, gamma, coef0 }: PolynomialKernelParameters): RowKernel {
  return {
    offset: 0,
    apply: (products) => {
      for (let i = 0; i < products.length; i++) {
        const base = gamma * products[i]! + coef0;
        let power = base;
        for (let k = 1; k < degree; k++) power *= base;
        products[i] = power;
      }
    },
  };
}

/**
 * exp(-|x - y|^2 / (2 sigma^2)) of vectors of length 1, whose distance the inner product tells. With a wide sigma all values are
 * near 1, and what they differ by is kept to full precision.
 */
export function unitGaussianKernel(sigma: number): RowKernel {
  const perProduct = 1 / sigma ** 2;
  return {
    offset: 1,
    apply: (products) => {
      for (let i = 0; i < products.length; i++) products[i] = Math.expm1((products[i]! - 1) * perProduct);
    },
  };
}
