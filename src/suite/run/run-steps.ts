import type { PlannedPoint, RunPlan } from './run-plan.js';

/** Points whose samples come from the same generator, which is opened once for them. */
export interface SampleStep {
  readonly kind: 'sample';
  readonly generator: string;
  readonly points: readonly [PlannedPoint, ...PlannedPoint[]];
}

/** A part of a run that is counted and timed. */
export type RunStep = (
  | SampleStep
  | { readonly kind: 'quality' }
  | { readonly kind: 'control'; readonly point: PlannedPoint }
  | { readonly kind: 'report' }
) & {
  readonly label: string;
  /** Images that go through it, those included of which the outcome is kept from before. */
  readonly images: number;
};

/** What a run does, in order. Sampling that is done already is no step. */
export function runSteps({ points, realCount }: Pick<RunPlan, 'points' | 'realCount'>): RunStep[] {
  const generators = [...new Set(points.map(({ generator }) => generator))];
  return [
    ...generators.flatMap((generator): RunStep[] => {
      const missing = points.filter((point) => point.generator === generator && !point.survey.complete);
      const [first, ...others] = missing;
      if (!first) return [];
      return [
        {
          kind: 'sample',
          generator,
          label: `samples of ${generator}`,
          points: [first, ...others],
          images: countOf(missing),
        },
      ];
    }),
    { kind: 'quality', label: 'quality', images: (realCount ?? 0) + countOf(points) },
    ...points.flatMap((point, i): RunStep[] => {
      const { id, control, survey } = point;
      if (!control) return [];
      // Real images that an earlier step has looked at are remembered.
      const isSeen = points.slice(0, i).some((other) => other.control?.manifest === control.manifest);
      const images = survey.count + (isSeen ? 0 : control.realCount);
      return [{ kind: 'control', label: `control of ${id}`, point, images }];
    }),
    { kind: 'report', label: 'report', images: 0 },
  ];
}

const countOf = (points: readonly PlannedPoint[]): number =>
  points.reduce((sum, { survey }) => sum + survey.count, 0);
