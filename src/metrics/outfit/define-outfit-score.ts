import type { z } from 'zod';
import { parseOptions } from '../define-metric.js';
import { compareText } from '../control/compare-text.js';
import type { ControlScoreDescription, Measurement } from '../control/definition.js';
import type { AppearancePart } from './check-appearance.js';
import { checkOutfitSample } from './check-outfit-sample.js';
import type { OutfitScore } from './definition.js';
import type { Article, OutfitPair, OutfitSample } from './outfit-sample.js';

/** A score's own part: its description and what it computes from a sample and options that have been checked. */
export interface OutfitScoreSource<Options extends z.ZodObject> extends ControlScoreDescription {
  /** The part of appearances that it reads, which is then checked. */
  readonly reads?: AppearancePart;
  /** Strict, with a default for every option. */
  readonly options: Options;
  readonly measure: (sample: OutfitSample, options: z.output<Options>) => Measurement;
}

/** The score with the checks that all share. Pairs and galleries are put in order, so that the order given cannot change a bit. */
export function outfitScore<Options extends z.ZodObject>({
  reads,
  ...source
}: OutfitScoreSource<Options>): OutfitScore {
  return {
    ...source,
    seenBy: ({ seenBy }) => seenBy,
    measure(sample, options) {
      const parsed = parseOptions(source, options);
      checkOutfitSample(sample, reads);
      const galleries = Array.from(
        sample.galleries,
        ([slot, gallery]) => [slot, [...gallery].sort(byId)] as const,
      );
      return source.measure(
        { ...sample, pairs: [...sample.pairs].sort(byPlace), galleries: new Map(galleries) },
        parsed,
      );
    },
  };
}

function byId(a: Article, b: Article): number {
  return compareText(a.id, b.id);
}

function byPlace(a: OutfitPair, b: OutfitPair): number {
  return (
    compareText(a.id, b.id) ||
    compareText(a.slot, b.slot) ||
    compareText(a.targetCondition ?? '', b.targetCondition ?? '')
  );
}
