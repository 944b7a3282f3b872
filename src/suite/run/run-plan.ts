import type { GeneratorKind } from '../../config/generator-description.js';
import type { RunFile } from '../../config/run-file.js';
import type { Point } from '../../config/run-result.js';
import type { ExtractorRequest } from '../../features/open-extractor.js';
import type { Gate } from '../../gate/gate.js';
import type { GeneratorIdentity } from '../../generators/generator.js';
import type { ControlScoreRequest } from '../control/choose-control-scores.js';
import type { ControlSets } from '../control/control-sides.js';
import type { ControlRequest } from '../control/evaluate-control.js';
import type { ReadBaseline } from '../results/read-baseline.js';
import type { SampleRun } from '../sampling/sample-generator.js';
import type { MetricRequest } from '../comparison/score-samples.js';
import type { SampleSurvey } from '../sampling/survey-samples.js';

export interface PlannedControl extends Pick<ControlSets, 'manifest' | 'first' | 'real'> {
  /** Real images of its conditions, for the ceiling. */
  readonly realCount: number;
}

/** A generator at one setting of its knobs, and what is to be done with it. */
export interface PlannedPoint {
  readonly id: string;
  /** Its generator's name in the configuration. */
  readonly generator: string;
  readonly kind: GeneratorKind;
  readonly identity: GeneratorIdentity;
  readonly runsOn: string;
  readonly knobs: Point['knobs'];
  readonly swept: Point['swept'];
  readonly main: boolean;
  /** Where its images are, or will be. */
  readonly images: string;
  /** What makes them; null: they are there, and are used where they lie. */
  readonly sampling: { readonly source: string; readonly run: SampleRun } | null;
  readonly survey: SampleSurvey;
  /** The manifest that it is asked by; undefined: it is asked for nothing. */
  readonly conditions: string | undefined;
  /** How its control is measured; null: it is not. */
  readonly control: PlannedControl | null;
}

/** All that a run will do, found to be possible as far as that can be known before anything is computed. */
export interface RunPlan {
  readonly file: RunFile;
  /** The run folder. */
  readonly out: string;
  readonly real: string;
  /** Images on the real side; null: it is statistics. */
  readonly realCount: number | null;
  /** What sees images for the metrics. */
  readonly extractor: ExtractorRequest;
  readonly requests: readonly MetricRequest[];
  /** What sees poses and clothes; null: control is not measured. */
  readonly eyes: Pick<ControlRequest, 'pose' | 'features'> | null;
  readonly controlScores: readonly ControlScoreRequest[];
  readonly points: readonly PlannedPoint[];
  /** Whether quality and control are held against each other. */
  readonly tradeoffs: boolean;
  readonly gates: readonly Gate[];
  /** What deltas are taken from. */
  readonly baseline: ReadBaseline;
}
