import type { PoseOutput } from '../config/pose-network-file.js';
import type { Tensor } from '../engines/tensor.js';
import { InputError } from '../errors.js';
import type { Size } from './crop-region.js';
import type { DetectedKeypoint } from './detected-pose.js';

/**
 * The joints of an output that holds one row of numbers for each.
 * @param tensor - as many numbers as joints x fields, whatever its axes
 * @returns in fractions of the input
 * @throws InputError if the output has another size
 */
export function readCoordinates(
  { data, dims }: Tensor,
  joints: number,
  { fields, unit }: Extract<PoseOutput, { kind: 'coordinates' }>,
  input: Size,
): readonly DetectedKeypoint[] {
  if (data.length !== joints * fields.length) {
    throw new InputError(
      `The pose network gives ${dims.join(' x ')} numbers; expected ${joints} joints with ${fields.join(', ')}.`,
    );
  }
  const [width, height] = unit === 'pixels' ? [input.widthPx, input.heightPx] : [1, 1];
  const [x, y, score] = [fields.indexOf('x'), fields.indexOf('y'), fields.indexOf('score')];
  return Array.from({ length: joints }, (_, joint) => {
    const at = (field: number): number => Number(data[joint * fields.length + field]);
    return { x: at(x) / width, y: at(y) / height, score: score < 0 ? 1 : clamp(at(score)) };
  });
}

const clamp = (score: number): number => Math.min(1, Math.max(0, score));
