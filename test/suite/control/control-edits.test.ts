import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { drawEdits, writeEditManifest } from '../../../fixtures/mannequins/draw-edits.js';
import { UsageError } from '../../../src/errors.js';
import { ensureModel } from '../../../src/models/ensure-model.js';
import { chooseControlScores } from '../../../src/suite/control/choose-control-scores.js';
import { evaluateControl } from '../../../src/suite/control/evaluate-control.js';

const FEATURES = 'inception-v3-nsfwjs';
const POSE = 'movenet-lightning';

/** Why the networks cannot be had here, if so. A machine without a registry skips this; CI has one, and fails. */
const unavailable = await Promise.all([ensureModel(FEATURES), ensureModel(POSE)]).then(
  () => undefined,
  (error: unknown) => {
    if (error instanceof UsageError && !process.env.CI) return error.message;
    throw error;
  },
);

describe.skipIf(unavailable !== undefined)(`edits in gan-eval control ${unavailable ?? ''}`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gan-eval-control-edits-'));
  const at = (name: string): string => join(folder, name);
  afterAll(() => rm(folder, { recursive: true }));

  it('gain what real images gain where they are made, and nothing where they are not', async () => {
    const options = { count: 2, firstSeed: 9000, heightPx: 192 };
    await drawEdits(at('real'), options);
    await writeEditManifest(at('real'), options);
    await drawEdits(at('idle'), options, (_, { base }) => base);
    const measured = async (images: string) => {
      const result = await evaluateControl(
        { manifest: at('real'), images: at(images), real: at('real') },
        {
          ...{
            pose: POSE,
            features: FEATURES,
            engine: { name: 'onnxruntime' },
            scores: chooseControlScores(['pck']),
          },
          ...{ ifAskedFor: false, joint: false, seed: 0, resamples: 0, onError: 'fail' },
          cacheFolder: at('cache'),
        },
      );
      return result.interventions!;
    };
    const [made, idle] = [await measured('real'), await measured('idle')];
    expect(made.kinds.map(({ kind }) => kind)).toContain('pose');
    const gainOf = ({ kinds }: typeof made) =>
      kinds.find(({ kind }) => kind === 'pose')!.gains.find(({ id }) => id === 'pose-oks')!;
    expect(gainOf(made).normalised).toMatchObject({ status: 'ok', value: 1 });
    expect(gainOf(idle).gain).toMatchObject({ status: 'ok', value: 0 });
    for (const { leakages } of idle.kinds) {
      const background = leakages.find(({ id }) => id === 'background');
      expect(background?.drift).toMatchObject({ status: 'ok', value: 0 });
    }
  });
});
