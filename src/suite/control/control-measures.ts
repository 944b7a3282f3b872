import { controlSubjects, type ControlResult, type ControlSubject } from '../../config/control-result.js';
import type { NotScored } from '../../metrics/control/definition.js';
import { isScored } from '../../metrics/control/is-scored.js';
import {
  measureControl,
  type ControlSamples,
  type MeasuredControl,
} from '../../metrics/control/measured-control.js';
import type { OutfitSample } from '../../metrics/outfit/outfit-sample.js';
import { shuffledOutfits } from '../../metrics/outfit/shuffled-outfits.js';
import type { PairedSample } from '../../metrics/paired/paired-sample.js';
import type { PoseSample } from '../../metrics/pose/pose-sample.js';
import { shuffledSample } from '../../metrics/pose/shuffled-sample.js';
import type { ControlScoreRequest } from './choose-control-scores.js';
import type { ControlSides } from './control-sides.js';
import type { SeenSet } from './seen-set.js';

/** What samples are made of both sides. */
export interface SampleMakers {
  readonly pose: (seen: SeenSet) => PoseSample;
  readonly outfit: (seen: SeenSet) => OutfitSample;
  readonly image: () => Promise<ControlSamples<PairedSample>>;
}

export interface ControlMeasure {
  readonly about: ControlSubject;
  readonly measured: MeasuredControl;
}

export interface ControlMeasures {
  /** In the order of the requests. */
  readonly measures: readonly ControlMeasure[];
  readonly floors: ControlResult['floors'];
}

/** Computes the scores of generated images, real images and shuffled conditions. */
export async function measureSubjects(
  requests: readonly ControlScoreRequest[],
  sides: ControlSides,
  makers: SampleMakers,
  seed: number,
): Promise<ControlMeasures> {
  const asked = (subject: ControlSubject) => requests.some(({ about }) => about === subject);
  const samples = {
    pose: asked('pose')
      ? samplesOf(sides, makers.pose, (sample) => shuffledSample(sample, { seed }))
      : undefined,
    outfit: asked('outfit')
      ? samplesOf(sides, makers.outfit, (sample) => shuffledOutfits(sample, { seed }))
      : undefined,
    image: asked('image') ? await makers.image() : undefined,
  };
  return {
    measures: requests.map((request) => ({
      about: request.about,
      measured: measureRequest(request, samples),
    })),
    floors: controlSubjects.flatMap((about) => {
      const ofSubject = samples[about];
      return ofSubject ? [floorRecord(about, ofSubject)] : [];
    }),
  };
}

/** Samples of the subjects that are asked for. */
interface SubjectSamples {
  readonly pose: ControlSamples<PoseSample> | undefined;
  readonly outfit: ControlSamples<OutfitSample> | undefined;
  readonly image: ControlSamples<PairedSample> | undefined;
}

function measureRequest(
  { about, definition, options }: ControlScoreRequest,
  samples: SubjectSamples,
): MeasuredControl {
  switch (about) {
    case 'pose':
      return measureControl(definition, samples.pose!, options);
    case 'outfit':
      return measureControl(definition, samples.outfit!, options);
    case 'image':
      return measureControl(definition, samples.image!, options);
  }
}

function samplesOf<Sample extends object>(
  { generated, ceiling }: ControlSides,
  make: (seen: SeenSet) => Sample,
  shuffle: (sample: Sample) => Sample | NotScored,
): ControlSamples<Sample> {
  const sample = make(generated);
  return { generated: sample, floor: shuffle(sample), ceiling: isScored(ceiling) ? make(ceiling) : ceiling };
}

function floorRecord(
  about: ControlSubject,
  { generated, floor }: ControlSamples<{ readonly pairs: readonly unknown[] }>,
): ControlResult['floors'][number] {
  if (!isScored(floor)) return { about, status: 'undefined', reason: floor.reason };
  return { about, status: 'ok', shuffles: Math.round(floor.pairs.length / generated.pairs.length) };
}
