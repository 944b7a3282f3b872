/** Feature vectors as networks give them, row-major: row i is `data.subarray(i * columns, (i + 1) * columns)`. */
export interface FeatureMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
}

/** The given rows, copied, in the given order. */
export function selectRows({ columns, data }: FeatureMatrix, rows: ArrayLike<number>): FeatureMatrix {
  const selected = new Float32Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    selected.set(data.subarray(rows[i]! * columns, (rows[i]! + 1) * columns), i * columns);
  }
  return { rows: rows.length, columns, data: selected };
}
