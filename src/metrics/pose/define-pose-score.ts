import type { z } from 'zod';
import { parseOptions } from '../define-metric.js';
import { compareText } from '../control/compare-text.js';
import type { ControlScoreDescription, Measurement } from '../control/definition.js';
import { checkPoseSample } from './check-pose-sample.js';
import type { PoseScore } from './definition.js';
import type { PosePair, PoseSample } from './pose-sample.js';

/** A score's own part: its description and what it computes from a sample and options that have been checked. */
export interface PoseScoreSource<Options extends z.ZodObject> extends ControlScoreDescription {
  /** Strict, with a default for every option. */
  readonly options: Options;
  readonly measure: (sample: PoseSample, options: z.output<Options>) => Measurement;
}

/** The score with the checks that all share. Its pairs are put in order, so that the order given cannot change a bit. */
export function poseScore<Options extends z.ZodObject>(source: PoseScoreSource<Options>): PoseScore {
  return {
    ...source,
    seenBy: ({ estimator: { name, joints } }) => `${name} (${[...joints].sort().join(', ')})`,
    measure(sample, options) {
      const parsed = parseOptions(source, options);
      checkPoseSample(sample);
      return source.measure({ ...sample, pairs: [...sample.pairs].sort(byId) }, parsed);
    },
  };
}

function byId(a: PosePair, b: PosePair): number {
  return compareText(a.id, b.id) || compareText(a.targetCondition ?? '', b.targetCondition ?? '');
}
