import { join } from 'node:path';
import type { ControlEstimate } from '../../src/config/estimate.js';
import { featuresFolder } from '../../src/models/cache.js';
import {
  chooseControlScores,
  DEFAULT_CONTROL_SCORES,
} from '../../src/suite/control/choose-control-scores.js';
import { evaluateControl } from '../../src/suite/control/evaluate-control.js';
import { sampleGenerator } from '../../src/suite/sampling/sample-generator.js';
import { drawAsked } from './studio-set.js';

const cell = (estimate: ControlEstimate): string =>
  estimate.status === 'ok' ? estimate.value.toPrecision(3) : '–';

/** How well the conditional generator keeps the poses and outfits of mannequins, in all and slot by slot. */
export async function control(generators: string, folder: string, count: number): Promise<string[][]> {
  const asked = join(folder, 'asked');
  const out = join(folder, 'conditional');
  await drawAsked(asked, count);
  await sampleGenerator(
    join(generators, 'conditional'),
    { name: 'onnxruntime' },
    {
      ...{ seed: 0, count, out, conditions: asked, knobs: {} },
    },
  );
  const { scores } = await evaluateControl(
    { manifest: asked, images: out, real: asked },
    {
      pose: 'movenet-thunder',
      features: 'inception-v3-nsfwjs',
      engine: { name: 'onnxruntime' },
      scores: chooseControlScores(DEFAULT_CONTROL_SCORES),
      ifAskedFor: true,
      joint: false,
      seed: 0,
      resamples: 0,
      onError: 'fail',
      cacheFolder: featuresFolder(),
    },
  );
  const rows = scores.flatMap(({ title, slots, ...all }) =>
    [{ name: title, ...all }, ...slots.map((one) => ({ name: `${title}: ${one.slot}`, ...one }))].map(
      (row) => [row.name, ...[row.score, row.floor, row.ceiling, row.control].map(cell)],
    ),
  );
  return [[`${count} conditions`, 'score', 'floor', 'ceiling', 'control'], ...rows];
}
