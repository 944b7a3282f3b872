import { controlSubjects } from '../../config/control-result.js';
import { engineOf, type RunFile } from '../../config/run-file.js';
import { openManifest } from '../../conditions/open-manifest.js';
import { InputError } from '../../errors.js';
import { missingRoles } from '../../features/open-extractor.js';
import { openImageSet } from '../../images/open-image-set.js';
import { requirePoseEstimator } from '../../pose/open-pose-estimator.js';
import {
  chooseControlScores,
  subjectsOf,
  type ControlScoreRequest,
} from '../control/choose-control-scores.js';
import { openRealImages } from '../control/control-ceiling.js';
import { readConditions, type ControlConditions } from '../control/control-conditions.js';
import { joinImages, requireComplete, type JoinedImage } from '../control/control-join.js';
import type { Listener } from '../listener.js';
import type { PointOfGenerator } from './plan-generator.js';
import type { RunConfiguration } from './read-run-file.js';
import { settingTexts } from '../read-settings.js';
import type { PlannedPoint, RunPlan } from './run-plan.js';

/** @throws UsageError with its place in the configuration for an unknown score or option */
export async function chooseRunControl({
  file: { control },
  at,
}: RunConfiguration): Promise<ControlScoreRequest[]> {
  if (control === false) return [];
  for (const [index, name] of control.scores.entries()) {
    await at(['control', 'scores', index], () => chooseControlScores([name]));
  }
  return at(['control'], () => chooseControlScores(control.scores, settingTexts(control.options)));
}

/** Whether only what the conditions ask for is measured, instead of certain scores. */
export function measuresWhatIsAsked({ control }: RunFile): boolean {
  const groups: readonly string[] = [...controlSubjects, 'all'];
  return control === false || control.scores.every((name) => groups.includes(name));
}

/** @throws UsageError, InputError for a network that there is not */
export async function planEyes({ file, network, at }: RunConfiguration): Promise<RunPlan['eyes']> {
  if (file.control === false) return null;
  const eyes = { pose: network(file.control.pose), features: network(file.control.features) };
  await at(['control', 'pose'], () => requirePoseEstimator(eyes.pose));
  await at(['control', 'features'], () =>
    missingRoles({ features: eyes.features, engine: engineOf(file), settings: {} }),
  );
  return eyes;
}

/**
 * Decides of which points control is measured: of those that are asked by a manifest with poses or outfits.
 * @param real - the run's real images, for conditions whose own are not there; undefined: there are none
 * @throws UsageError, InputError with the place in the configuration if a manifest does not ask for what is to be measured
 */
export async function planControl(
  configuration: RunConfiguration,
  points: readonly PointOfGenerator[],
  scores: readonly ControlScoreRequest[],
  real: string | undefined,
  listener: Listener,
): Promise<PlannedPoint[]> {
  if (scores.length === 0) return points.map((point) => ({ ...point, control: null }));
  if (configuration.says(['control']) && points.every(({ conditions }) => conditions === undefined)) {
    listener.onNotice?.('Control is not measured: no generator is asked by conditions.');
  }
  const known = new Map<string, Promise<PlannedPoint['control']>>();
  const controlOf = (manifest: string, first: number | undefined): Promise<PlannedPoint['control']> => {
    const key = `${first ?? 'all'} of ${manifest}`;
    const control = known.get(key) ?? controlBy(manifest, first, configuration, scores, real, listener);
    known.set(key, control);
    return control;
  };
  const planned: PlannedPoint[] = [];
  for (const point of points) {
    const { conditions, sampling, survey } = point;
    // Samples take the conditions in turn; of images that were made elsewhere all are expected.
    const first = sampling?.run.conditions === undefined ? undefined : survey.count;
    const control = conditions === undefined ? null : await controlOf(conditions, first);
    if (control && sampling === null) await requireImages(point, control.manifest, configuration, scores);
    planned.push({ ...point, control });
  }
  return planned;
}

/** Of images that were made elsewhere, whether they are those of the conditions. */
async function requireImages(
  { generator, images }: PointOfGenerator,
  location: string,
  { file, at }: RunConfiguration,
  scores: readonly ControlScoreRequest[],
): Promise<void> {
  const index = file.generators.findIndex(({ name }) => name === generator);
  const manifest = await openManifest(location);
  const { all, asked } = await readConditions(manifest, subjectsOf(scores), measuresWhatIsAsked(file));
  const set = await openImageSet(images);
  try {
    await at(['generators', index], () => {
      const joined = joinImages(set.ids, all);
      requireComplete({ location: images, ids: set.ids, joined }, asked, manifest.path);
    });
  } finally {
    await set.close();
  }
}

async function controlBy(
  location: string,
  first: number | undefined,
  { file, at, says }: RunConfiguration,
  scores: readonly ControlScoreRequest[],
  real: string | undefined,
  listener: Listener,
): Promise<PlannedPoint['control']> {
  const manifest = await openManifest(location);
  const subjects = subjectsOf(scores);
  let conditions: ControlConditions;
  try {
    conditions = await at(['control'], () =>
      readConditions(manifest, subjects, measuresWhatIsAsked(file), first),
    );
  } catch (error) {
    // Labels alone are conditions too; that nothing of them can be measured is an error only where it was asked for.
    if (says(['control']) || !(error instanceof InputError)) throw error;
    listener.onNotice?.(`Control is not measured: ${error.message}`);
    return null;
  }
  const own = await openRealImages(manifest, conditions.asked, undefined);
  await own?.set.close();
  const { location: set, joined } = own
    ? { location: undefined, joined: own.joined }
    : await imagesOf(real, manifest, conditions);
  return { manifest: manifest.path, first, real: set, realCount: joined.length };
}

/** The run's real images, if some of them show the conditions. */
async function imagesOf(
  real: string | undefined,
  manifest: Parameters<typeof openRealImages>[0],
  { asked }: ControlConditions,
): Promise<{ readonly location: string | undefined; readonly joined: readonly JoinedImage[] }> {
  const none = { location: undefined, joined: [] };
  if (real === undefined) return none;
  try {
    const images = await openRealImages(manifest, asked, real);
    await images?.set.close();
    return { location: real, joined: images?.joined ?? [] };
  } catch (error) {
    if (error instanceof InputError) return none;
    throw error;
  }
}
