/** Bytes of a row of four in the scratch memory, and of an interleaved RGB pixel of four rows. */
const FOUR: usize = 32;
const PIXEL: usize = 96;

/**
 * Weighted sums along the rows of an interleaved RGB image, four rows at a time, with the same weights. Sums are in float64 in the order
 * of the pixels, and stored as float32.
 * @param valueBytes - 1: pixels are unsigned bytes; 8: float64
 * @param starts - the first pixel of each output, as i32
 * @param counts - how many pixels each output has, as i32
 * @param weights - `stride` float64 an output
 * @param scratch - [4 x 3 `width`] float64, overwritten
 * @param out - [rows x `outLength`] float32, of which 3 `outWidth` are written
 */
export function filterRows(
  pixels: usize,
  valueBytes: i32,
  rows: i32,
  width: i32,
  outWidth: i32,
  starts: usize,
  counts: usize,
  weights: usize,
  stride: i32,
  scratch: usize,
  out: usize,
  outLength: i32,
): void {
  const length = <usize>width * 3;
  const rowBytes = length * <usize>valueBytes;
  const outBytes = <usize>outLength * 4;
  for (let y = 0; y < rows; y += 4) {
    // The last of a number of rows that is no multiple of four is done again.
    const row0 = <usize>y;
    const row1 = <usize>min(y + 1, rows - 1);
    const row2 = <usize>min(y + 2, rows - 1);
    const row3 = <usize>min(y + 3, rows - 1);
    const from0 = pixels + row0 * rowBytes;
    const from1 = pixels + row1 * rowBytes;
    const from2 = pixels + row2 * rowBytes;
    const from3 = pixels + row3 * rowBytes;
    if (valueBytes == 1) interleave<u8>(length, from0, from1, from2, from3, scratch);
    else interleave<f64>(length, from0, from1, from2, from3, scratch);
    const out0 = out + row0 * outBytes;
    const out1 = out + row1 * outBytes;
    const out2 = out + row2 * outBytes;
    const out3 = out + row3 * outBytes;
    for (let x = 0; x < outWidth; x++) {
      const start = <usize>load<i32>(starts + ((<usize>x) << 2));
      const count = load<i32>(counts + ((<usize>x) << 2));
      const at = <usize>x * 12;
      fourPixels(
        count,
        scratch + start * PIXEL,
        weights + <usize>(x * stride) * 8,
        out0 + at,
        out1 + at,
        out2 + at,
        out3 + at,
      );
    }
  }
}

/** Four rows of values as columns of four float64. */
function interleave<T>(length: usize, row0: usize, row1: usize, row2: usize, row3: usize, to: usize): void {
  const bytes = length * sizeof<T>();
  for (let i: usize = 0; i < bytes; i += sizeof<T>(), to += FOUR) {
    store<f64>(to, <f64>load<T>(row0 + i));
    store<f64>(to, <f64>load<T>(row1 + i), 8);
    store<f64>(to, <f64>load<T>(row2 + i), 16);
    store<f64>(to, <f64>load<T>(row3 + i), 24);
  }
}

/** One output pixel of four rows. */
export function fourPixels(
  count: i32,
  from: usize,
  weights: usize,
  out0: usize,
  out1: usize,
  out2: usize,
  out3: usize,
): void {
  let redTop = f64x2.splat(0);
  let redBottom = f64x2.splat(0);
  let greenTop = f64x2.splat(0);
  let greenBottom = f64x2.splat(0);
  let blueTop = f64x2.splat(0);
  let blueBottom = f64x2.splat(0);
  for (let k = 0; k < count; k++, from += PIXEL, weights += 8) {
    const weight = v128.load64_splat(weights);
    redTop = f64x2.add(redTop, f64x2.mul(v128.load(from), weight));
    redBottom = f64x2.add(redBottom, f64x2.mul(v128.load(from, 16), weight));
    greenTop = f64x2.add(greenTop, f64x2.mul(v128.load(from, 32), weight));
    greenBottom = f64x2.add(greenBottom, f64x2.mul(v128.load(from, 48), weight));
    blueTop = f64x2.add(blueTop, f64x2.mul(v128.load(from, 64), weight));
    blueBottom = f64x2.add(blueBottom, f64x2.mul(v128.load(from, 80), weight));
  }
  store<f32>(out0, <f32>f64x2.extract_lane(redTop, 0));
  store<f32>(out0, <f32>f64x2.extract_lane(greenTop, 0), 4);
  store<f32>(out0, <f32>f64x2.extract_lane(blueTop, 0), 8);
  store<f32>(out1, <f32>f64x2.extract_lane(redTop, 1));
  store<f32>(out1, <f32>f64x2.extract_lane(greenTop, 1), 4);
  store<f32>(out1, <f32>f64x2.extract_lane(blueTop, 1), 8);
  store<f32>(out2, <f32>f64x2.extract_lane(redBottom, 0));
  store<f32>(out2, <f32>f64x2.extract_lane(greenBottom, 0), 4);
  store<f32>(out2, <f32>f64x2.extract_lane(blueBottom, 0), 8);
  store<f32>(out3, <f32>f64x2.extract_lane(redBottom, 1));
  store<f32>(out3, <f32>f64x2.extract_lane(greenBottom, 1), 4);
  store<f32>(out3, <f32>f64x2.extract_lane(blueBottom, 1), 8);
}

/**
 * Weighted sums along the columns of float32 rows, in float64 in the order of the rows, stored as float32 between 0 and 255.
 * @param length - of a row, a multiple of 4
 * @param starts - the first row of each output, as i32
 * @param counts - how many rows each output has, as i32
 * @param weights - `stride` float64 an output
 * @param out - [outRows x `length`] float32
 */
export function filterColumns(
  rows: usize,
  length: i32,
  outRows: i32,
  starts: usize,
  counts: usize,
  weights: usize,
  stride: i32,
  out: usize,
): void {
  const bytes = <usize>length * 4;
  for (let y = 0; y < outRows; y++) {
    const first = rows + <usize>load<i32>(starts + ((<usize>y) << 2)) * bytes;
    const count = load<i32>(counts + ((<usize>y) << 2));
    columnSums(count, first, bytes, weights + <usize>(y * stride) * 8, out + <usize>y * bytes);
  }
}

/** One output row. */
export function columnSums(count: i32, first: usize, bytes: usize, weights: usize, out: usize): void {
  const least = f32x4.splat(0);
  const most = f32x4.splat(255);
  for (let i: usize = 0; i < bytes; i += 16) {
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    let at = first + i;
    let weight = weights;
    for (let k = 0; k < count; k++, at += bytes, weight += 8) {
      const w = v128.load64_splat(weight);
      const values = v128.load(at);
      low = f64x2.add(low, f64x2.mul(f64x2.promote_low_f32x4(values), w));
      high = f64x2.add(
        high,
        f64x2.mul(f64x2.promote_low_f32x4(v128.shuffle<f32>(values, values, 2, 3, 2, 3)), w),
      );
    }
    const sums = v128.shuffle<f32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
    v128.store(out + i, f32x4.min(most, f32x4.max(least, sums)));
  }
}
