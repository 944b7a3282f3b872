import { z } from 'zod';
import { InputError } from '../../errors.js';
import { compareText } from '../control/compare-text.js';
import type { ControlScoreDescription } from '../control/definition.js';
import { isScored } from '../control/is-scored.js';
import { meanOfImages } from '../control/mean-of-images.js';
import { parseOptions } from '../define-metric.js';
import type { PairedScore } from './definition.js';
import type { PairedImage, PairedSample, PairedValues } from './paired-sample.js';

/** A score's own part: its description, and which value it is the mean of. */
export interface PairedScoreSource extends Omit<ControlScoreDescription, 'comparesTargets' | 'direction'> {
  readonly value: keyof PairedValues;
}

/** Mean of one of the values over the images that have it. Pairs are put in order, so that the order given cannot change a bit. */
export function pairedScore({ value, ...description }: PairedScoreSource): PairedScore {
  const source = {
    ...description,
    comparesTargets: true,
    direction: 'higher',
    options: z.strictObject({}),
  } as const;
  return {
    ...source,
    seenBy: ({ comparedAt }) => comparedAt,
    measure(sample, options) {
      parseOptions(source, options);
      checkPairs(sample);
      const images = [...sample.pairs].sort(byPlace).map(({ id, condition, targetCondition, values }) => ({
        id,
        conditions: targetCondition === undefined ? [condition] : [condition, targetCondition],
        value: isScored(values) ? values[value] : values,
      }));
      return {
        images,
        score: meanOfImages(images.map((image) => image.value)),
        parts: [],
        leftOut: [],
        curve: () => [],
        details: {},
      };
    },
  };
}

/** @throws InputError if there are no pairs, a pair comes twice, or a value is not finite */
function checkPairs({ pairs }: PairedSample): void {
  if (pairs.length === 0) {
    throw new InputError('There are no images to compare with real ones; expected one or more.');
  }
  const seen = new Set<string>();
  for (const { id, targetCondition, values } of pairs) {
    const key = JSON.stringify([id, targetCondition]);
    if (seen.has(key)) {
      throw new InputError(`${id} comes twice; expected an image once for each target. Remove one of them.`);
    }
    seen.add(key);
    if (!isScored(values)) continue;
    const wrong = Object.entries(values).find(
      ([, value]) => typeof value === 'number' && !Number.isFinite(value),
    );
    if (wrong) {
      throw new InputError(
        `${id}: ${wrong[0]} is ${String(wrong[1])}; expected a finite number, or why there is none.`,
      );
    }
  }
}

function byPlace(a: PairedImage, b: PairedImage): number {
  return compareText(a.id, b.id) || compareText(a.targetCondition ?? '', b.targetCondition ?? '');
}
