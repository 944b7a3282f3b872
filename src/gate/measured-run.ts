import type { Cost, Point } from '../config/run-result.js';
import type { Tradeoff } from '../config/tradeoff-result.js';

/** A generator at one setting, as far as gates look at it. */
export type MeasuredPoint = Pick<Point, 'id' | 'generator' | 'knobs' | 'swept' | 'main' | 'control'> & {
  /** null: it was not measured. */
  readonly quality: Point['quality'] | null;
  readonly samples: Pick<Point['samples'], 'conditions'>;
};

/** What gates are held against: a run, or a result of less that is taken for one. */
export interface MeasuredRun {
  readonly points: readonly MeasuredPoint[];
  readonly costs: readonly Cost[];
  readonly tradeoffs: readonly Tradeoff[];
}
