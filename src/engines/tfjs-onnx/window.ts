import type { OpCall } from './op-call.js';

/** How a window goes over one axis, in places. */
export interface Span {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** Added before and after the axis. */
  readonly before: number;
  readonly after: number;
}

/**
 * The windows of a convolution or pool, a span for each axis of places.
 * @param places - sizes of these axes
 * @param kernel - sizes of the window
 */
export function windowSpans(call: OpCall, places: readonly number[], kernel: readonly number[]): Span[] {
  const strides = call.ints('strides');
  const dilations = call.ints('dilations');
  const pads = call.ints('pads');
  const auto = call.text('auto_pad', 'NOTSET');
  return places.map((size, axis) => {
    const stride = strides?.[axis] ?? 1;
    const dilation = dilations?.[axis] ?? 1;
    const span = { kernel: kernel[axis]!, stride, dilation, before: 0, after: 0 };
    if (auto === 'VALID') return span;
    if (auto === 'NOTSET') {
      return { ...span, before: pads?.[axis] ?? 0, after: pads?.[axis + places.length] ?? 0 };
    }
    const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach(span) - size);
    const less = Math.floor(total / 2);
    return auto === 'SAME_LOWER'
      ? { ...span, before: total - less, after: less }
      : { ...span, before: less, after: total - less };
  });
}

/** Places from the first to the last of a window. */
export const reach = ({ kernel, dilation }: Pick<Span, 'kernel' | 'dilation'>): number =>
  (kernel - 1) * dilation + 1;
