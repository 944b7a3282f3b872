/** In what a network computes: float32, or maps and weights in float16 and the vectors made of them in float32. */
export const precisions = ['fp32', 'fp16'] as const;
export type Precision = (typeof precisions)[number];
