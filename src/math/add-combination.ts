/**
 * target[0 .. length) += sum over r of coefficients[r] * (row r of `rows`): four rows a pass, so that the
 * target is read and written once for four.
 * @param rows - row r starts at `rowStart + r * rowStride`
 * @param count - rows to add
 */
export function addCombination(
  target: Float64Array,
  targetStart: number,
  length: number,
  count: number,
  coefficients: Float64Array,
  rows: Float64Array,
  rowStride: number,
  rowStart: number,
): void {
  let r = 0;
  for (; r + 4 <= count; r += 4) {
    const c0 = coefficients[r]!;
    const c1 = coefficients[r + 1]!;
    const c2 = coefficients[r + 2]!;
    const c3 = coefficients[r + 3]!;
    const r0 = rowStart + r * rowStride;
    const r1 = r0 + rowStride;
    const r2 = r1 + rowStride;
    const r3 = r2 + rowStride;
    for (let i = 0; i < length; i++) {
      target[targetStart + i]! +=
        c0 * rows[r0 + i]! + c1 * rows[r1 + i]! + (c2 * rows[r2 + i]! + c3 * rows[r3 + i]!);
    }
  }
  for (; r < count; r++) {
    const c = coefficients[r]!;
    const from = rowStart + r * rowStride;
    for (let i = 0; i < length; i++) target[targetStart + i]! += c * rows[from + i]!;
  }
}
