/** Rows and columns of the tile that stays in registers. */
export const TILE: i32 = 4;

/**
 * target[0..3, 0..3] += scale * a^T b over `depth` packed steps, of which there is one at least, as src/math/multiply-tile.ts does it: each
 * sum in the same order, so with the same bits. Exported, so that it stays a function of its own: V8 is slow to optimise a long loop around it.
 * @param target - its rows are `stride` bytes apart
 */
export function multiplyTile(depth: i32, scale: f64, a: usize, b: usize, target: usize, stride: usize): void {
  // The first step stands before the loop: V8 then computes the addresses of the splats once, not at each step.
  let left = v128.load(b);
  let right = v128.load(b, 16);
  const first0 = v128.load64_splat(a);
  const first1 = v128.load64_splat(a, 8);
  const first2 = v128.load64_splat(a, 16);
  const first3 = v128.load64_splat(a, 24);
  let c00 = f64x2.mul(first0, left);
  let c01 = f64x2.mul(first0, right);
  let c10 = f64x2.mul(first1, left);
  let c11 = f64x2.mul(first1, right);
  let c20 = f64x2.mul(first2, left);
  let c21 = f64x2.mul(first2, right);
  let c30 = f64x2.mul(first3, left);
  let c31 = f64x2.mul(first3, right);
  const end = a + <usize>depth * 32;
  for (a += 32, b += 32; a < end; a += 32, b += 32) {
    left = v128.load(b);
    right = v128.load(b, 16);
    const x0 = v128.load64_splat(a);
    const x1 = v128.load64_splat(a, 8);
    const x2 = v128.load64_splat(a, 16);
    const x3 = v128.load64_splat(a, 24);
    c00 = f64x2.add(c00, f64x2.mul(x0, left));
    c01 = f64x2.add(c01, f64x2.mul(x0, right));
    c10 = f64x2.add(c10, f64x2.mul(x1, left));
    c11 = f64x2.add(c11, f64x2.mul(x1, right));
    c20 = f64x2.add(c20, f64x2.mul(x2, left));
    c21 = f64x2.add(c21, f64x2.mul(x2, right));
    c30 = f64x2.add(c30, f64x2.mul(x3, left));
    c31 = f64x2.add(c31, f64x2.mul(x3, right));
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
