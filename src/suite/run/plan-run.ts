import { stat } from 'node:fs/promises';
import { engineOf } from '../../config/run-file.js';
import { manifestPath } from '../../conditions/read-manifest.js';
import { openManifest } from '../../conditions/open-manifest.js';
import { openEngine } from '../../engines/open-engine.js';
import { tryDevice } from '../../engines/try-device.js';
import { UsageError } from '../../errors.js';
import { missingRoles, type ExtractorRequest } from '../../features/open-extractor.js';
import { isFile } from '../../storage/location-kind.js';
import { refuseToWriteS3 } from '../../storage/s3-location.js';
import { checkTradeoff } from './check-tradeoff.js';
import { asksForAll, chooseMetrics } from '../comparison/choose-metrics.js';
import type { Listener } from '../listener.js';
import { openSide, type OpenSide } from '../comparison/open-side.js';
import { planComparison } from '../comparison/plan-comparison.js';
import { chooseRunControl, planControl, planEyes } from './plan-control.js';
import { planBaseline, planGates } from './plan-gates.js';
import { planGenerator, type PlanContext, type PointOfGenerator } from './plan-generator.js';
import type { RunConfiguration } from './read-run-file.js';
import type { RunPlan } from './run-plan.js';
import { settingTexts } from '../read-settings.js';
import type { MetricRequest } from '../comparison/score-samples.js';

/**
 * Plans a run: everything that the configuration names is opened and found to fit, before anything is computed. Nothing is written.
 * @throws UsageError, InputError with the place in the configuration of what cannot be used
 */
export async function planRun(configuration: RunConfiguration, listener: Listener = {}): Promise<RunPlan> {
  const { file, resolve, network, at } = configuration;
  const { metrics } = file;
  const engine = engineOf(file);
  await at([file.device === undefined ? 'engine' : 'device'], async () =>
    tryDevice(await openEngine(engine)),
  );
  const { name, precision, ...settings } = file.features;
  const extractor = { features: network(name), engine, precision, settings };
  for (const [index, id] of metrics.ids.entries()) {
    await at(['metrics', 'ids', index], () => chooseMetrics([id]));
  }
  const asked = await at(['metrics'], () => chooseMetrics(metrics.ids, settingTexts(metrics.options)));
  const controlScores = await chooseRunControl(configuration);
  const real = resolve(file.real);
  const out = resolve(file.out);
  await at(['out'], () => requireFolder(out));
  const side = await at(['real'], () => openSide(real, metrics.strata));
  try {
    const requests = await planMetrics(configuration, extractor, asked, side, listener);
    const conditions = await findConditions(configuration, real);
    const points: PointOfGenerator[] = [];
    for (const index of file.generators.keys()) {
      points.push(...(await planGenerator(configuration, index, { out, conditions }, listener)));
    }
    const images = side.kind === 'images' ? side.set.ids.length : null;
    const plan = {
      ...{ file, out, real, extractor, requests, controlScores },
      eyes: await planEyes(configuration),
      realCount: images,
      points: await planControl(
        configuration,
        points,
        controlScores,
        images === null ? undefined : real,
        listener,
      ),
    };
    const tradeoffs = await checkTradeoff(configuration, plan, listener);
    const gates = await planGates(configuration, plan);
    return { ...plan, tradeoffs, gates, baseline: await planBaseline(configuration, gates, listener) };
  } finally {
    if (side.kind === 'images') await side.set.close();
  }
}

async function requireFolder(out: string): Promise<void> {
  refuseToWriteS3(out);
  const found = await stat(out).catch(() => undefined);
  if (found === undefined || found.isDirectory()) return;
  throw new UsageError(`${out} is a file. Expected a folder for the run, which may be there already or not.`);
}

/** What can be computed of samples that are still to be made. */
async function planMetrics(
  { file: { metrics }, at }: RunConfiguration,
  extractor: ExtractorRequest,
  requests: readonly MetricRequest[],
  real: OpenSide,
  listener: Listener,
): Promise<readonly MetricRequest[]> {
  const lacks = await at(['features'], () => missingRoles(extractor));
  const samples: OpenSide = {
    kind: 'images',
    set: { location: 'samples', ids: [], ignored: [], read: notThere, close: () => Promise.resolve() },
    strata: metrics.strata === undefined ? undefined : new Map(),
  };
  const leaveOut = asksForAll(metrics.ids) ? (text: string) => listener.onNotice?.(text) : undefined;
  const plan = await at(['metrics'], () =>
    planComparison(requests, { real, generated: samples, lacks, intervals: true }, leaveOut),
  );
  return plan.requests;
}

const notThere = (): Promise<never> => Promise.reject(new Error('These samples are still to be made.'));

/** What conditional generators are asked for: the manifest named, or the one that belongs to the real images. */
async function findConditions(
  { file, resolve, at }: RunConfiguration,
  real: string,
): Promise<PlanContext['conditions']> {
  const own = await manifestPath(real);
  const isThere = await at(['real'], () => isFile(own));
  if (file.conditions === undefined && !isThere) return undefined;
  return at([file.conditions === undefined ? 'real' : 'conditions'], async () => {
    const manifest = await openManifest(file.conditions === undefined ? own : resolve(file.conditions));
    const conditions = manifest.conditions();
    let count = 0;
    while ((await conditions.next()).done !== true) count++;
    return { manifest: manifest.path, count };
  });
}
