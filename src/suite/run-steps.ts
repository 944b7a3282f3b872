import type { PlannedPoint, RunPlan } from './run-plan.js';

/** Points whose samples come from the same generator, which is opened once for them. */
export interface SampleStep {
  readonly kind: 'sample';
  readonly generator: string;
  readonly points: readonly PlannedPoint[];
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
      if (missing.length === 0) return [];
      return [
        {
          kind: 'sample',
          generator,
          label: `samples of ${generator}`,
          points: missing,
          images: countOf(missing),
        },
      ];
    }),
    { kind: 'quality', label: 'quality', images: (realCount ?? 0) + countOf(points) },
    ...points.flatMap((point): RunStep[] =>
      point.control
        ? [{ kind: 'control', label: `control of ${point.id}`, point, images: point.survey.count }]
        : [],
    ),
    { kind: 'report', label: 'report', images: 0 },
  ];
}

const countOf = (points: readonly PlannedPoint[]): number =>
  points.reduce((sum, { survey }) => sum + survey.count, 0);
