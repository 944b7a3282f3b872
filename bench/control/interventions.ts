/**
 * Edits mannequins exactly, or with a known leak, and prints, as Markdown, what gains and leakages make of it.
 *
 *   node --import tsx bench/control/interventions.ts [COUNT]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawEdits, writeEditManifest, type EditedFigures } from '../../fixtures/mannequins/draw-edits.js';
import { withArticle, withBody, withPose } from '../../fixtures/mannequins/edit.js';
import type { Figure } from '../../fixtures/mannequins/figure.js';
import type { ControlEstimate } from '../../src/config/estimate.js';
import type { InterventionsResult } from '../../src/config/interventions-result.js';
import { openManifest } from '../../src/conditions/open-manifest.js';
import type { Condition } from '../../src/conditions/condition.js';
import { openImageSet } from '../../src/images/open-image-set.js';
import { featuresFolder } from '../../src/models/cache.js';
import { openPoseEstimator } from '../../src/pose/open-pose-estimator.js';
import { cachedPoseEstimator } from '../../src/suite/control/cached-pose-estimator.js';
import { joinImages } from '../../src/suite/control/control-join.js';
import { evaluateEdits } from '../../src/suite/control/evaluate-edits.js';
import { openOutfitEye } from '../../src/suite/control/open-outfit-eye.js';
import { describeEye } from '../../src/suite/control/outfit-sample.js';

const count = Number(process.argv[2] ?? '40');
const options = { count, firstSeed: 9000, heightPx: 256 };

/** What generators make of an edited figure. */
const generators: Readonly<Record<string, (edited: Figure, figures: EditedFigures) => Figure>> = {
  exact: (edited) => edited,
  'edits nothing': (_, { base }) => base,
  'another body, hair and face': (edited, { other }) => withBody(edited, other),
  'another background': (edited, { other }) => ({ ...edited, background: other.background }),
  'other shoes': (edited, { other }) => withArticle(edited, 'shoes', other.outfit.shoes),
  'another pose': (edited, { other }) => withPose(edited, other),
};

const columns = ['identity', 'body', 'background', 'slots', 'pose'] as const;
const short = (estimate: ControlEstimate | undefined): string =>
  estimate?.status === 'ok' ? estimate.value.toFixed(2) : '–';
const withInterval = (estimate: ControlEstimate): string =>
  estimate.status === 'ok' && estimate.interval.status === 'ok'
    ? `${short(estimate)} (${estimate.interval.low.toFixed(2)} to ${estimate.interval.high.toFixed(2)})`
    : short(estimate);

function print(name: string, { kinds }: InterventionsResult): void {
  for (const { kind, gains, leakages } of kinds) {
    const gained = gains.map(({ id, normalised }) => `${id} ${withInterval(normalised)}`).join(', ');
    const leaked = columns.map((id) => {
      const leakage = leakages.find((each) => each.id === id);
      return leakage ? `${short(leakage.leakage)} (${short(leakage.leakageOfNoise)})` : '';
    });
    console.log(`| ${[name, kind, gained, ...leaked].join(' | ')} |`);
  }
}

const folder = await mkdtemp(join(tmpdir(), 'gan-eval-interventions-'));
try {
  const real = join(folder, 'real');
  await drawEdits(real, options);
  await writeEditManifest(real, options);
  const manifest = await openManifest(real);
  const conditions: Condition[] = [];
  for await (const condition of manifest.conditions()) conditions.push(condition);
  const request = { features: 'inception-v3-nsfwjs', engine: { name: 'onnxruntime' as const } };
  const cacheFolder = featuresFolder();
  const eye = await openOutfitEye(manifest, { ...request, cacheFolder, parsing: false }, {});
  const articles = await eye.articles(conditions);
  const estimator = await cachedPoseEstimator(
    await openPoseEstimator({ pose: 'movenet-thunder', engine: { name: 'onnxruntime' as const } }),
    cacheFolder,
  );
  const viewer = {
    ...{ estimator, seenBy: describeEye(eye), slots: manifest.slots, regions: manifest.regions },
    describer: eye,
    worn: () => ({ reason: 'not asked for' }),
  };
  const open = async (path: string) => {
    const set = await openImageSet(path);
    return { set, joined: joinImages(set.ids, conditions) };
  };
  console.log(`| what is made of an edit | edit | gain | ${columns.join(' | ')} |`);
  console.log(`| --- | --- | --- | ${columns.map(() => '---').join(' | ')} |`);
  for (const [name, made] of Object.entries(generators)) {
    const images = join(folder, name.replaceAll(/\W/g, '-'));
    await drawEdits(images, options, made);
    const sets = { conditions, articles, generated: await open(images), real: await open(real) };
    const result = await evaluateEdits(sets, viewer, { resamples: 1000, seed: 0 });
    print(name, result!);
    await Promise.all([sets.generated.set.close(), sets.real.set.close()]);
  }
  await Promise.all([eye.dispose(), estimator.dispose()]);
} finally {
  await rm(folder, { recursive: true });
}
