/** Rows and columns of the tile that stays in registers. */
export const TILE: i32 = 4;

/**
 * target[0..3, 0..3] += scale * a^T b over `depth` packed steps, as src/math/multiply-tile.ts does it: each sum in the same order,
 * so with the same bits. Exported, so that it stays a function of its own: V8 is slow to optimise a long loop around it.
 * @param target - its rows are `stride` bytes apart
 */
export function multiplyTile(depth: i32, scale: f64, a: usize, b: usize, target: usize, stride: usize): void {
  let c00 = f64x2.splat(0);
  let c01 = f64x2.splat(0);
  let c10 = f64x2.splat(0);
  let c11 = f64x2.splat(0);
  let c20 = f64x2.splat(0);
  let c21 = f64x2.splat(0);
  let c30 = f64x2.splat(0);
  let c31 = f64x2.splat(0);
  for (let end = a + <usize>depth * 32; a < end; a += 32, b += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load64_splat(a);
    c00 = f64x2.add(c00, f64x2.mul(x, b0));
    c01 = f64x2.add(c01, f64x2.mul(x, b1));
    x = v128.load64_splat(a, 8);
    c10 = f64x2.add(c10, f64x2.mul(x, b0));
    c11 = f64x2.add(c11, f64x2.mul(x, b1));
    x = v128.load64_splat(a, 16);
    c20 = f64x2.add(c20, f64x2.mul(x, b0));
    c21 = f64x2.add(c21, f64x2.mul(x, b1));
    x = v128.load64_splat(a, 24);
    c30 = f64x2.add(c30, f64x2.mul(x, b0));
    c31 = f64x2.add(c31, f64x2.mul(x, b1));
  }
  const s = f64x2.splat(scale);
  addScaled(target, s, c00, c01);
  target += stride;
  addScaled(target, s, c10, c11);
  target += stride;
  addScaled(target, s, c20, c21);
  target += stride;
  addScaled(target, s, c30, c31);
}

function addScaled(target: usize, scale: v128, left: v128, right: v128): void {
  v128.store(target, f64x2.add(v128.load(target), f64x2.mul(scale, left)));
  v128.store(target, f64x2.add(v128.load(target, 16), f64x2.mul(scale, right)), 16);
}
