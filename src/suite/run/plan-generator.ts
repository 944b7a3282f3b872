import { join } from 'node:path';
import { engineOf, type RunFile, type RunGenerator } from '../../config/run-file.js';
import { FOLDER_STRATA } from '../../conditions/image-strata.js';
import { UsageError } from '../../errors.js';
import type { Generator } from '../../generators/generator.js';
import { locateImages, openGenerator } from '../../generators/open-generator.js';
import type { Listener } from '../listener.js';
import { pointSettings, type PointSetting } from './point-settings.js';
import type { RunConfiguration } from './read-run-file.js';
import type { PlannedPoint } from './run-plan.js';
import type { SampleRun } from '../sampling/sample-generator.js';
import { surveySamples } from '../sampling/survey-samples.js';

/** What the points of all generators of a run have in common. */
export interface PlanContext {
  readonly out: string;
  /** What conditional generators are asked for; undefined: there is no manifest. */
  readonly conditions: { readonly manifest: string; readonly count: number } | undefined;
}

export type PointOfGenerator = Omit<PlannedPoint, 'control'>;

/**
 * The points of the run's generator `index`. The generator is opened to see what it takes, and let go of.
 * @throws UsageError, InputError with the place in the configuration if it cannot be opened, or not make what is asked
 */
export async function planGenerator(
  configuration: RunConfiguration,
  index: number,
  context: PlanContext,
  listener: Listener,
): Promise<PointOfGenerator[]> {
  const { file } = configuration;
  const settings = file.generators[index]!;
  const key = ['generators', index];
  const source = configuration.resolve(settings.source);
  const generator = await configuration.at([...key, 'source'], () =>
    openGenerator(source, { engine: engineOf(file), onNotice: (text) => listener.onNotice?.(text) }),
  );
  try {
    const points = await configuration.at([...key, settings.sweep ? 'sweep' : 'knobs'], () =>
      pointSettings(settings, generator),
    );
    const conditions = conditionsOf(settings, generator, context, configuration);
    await configuration.at(['metrics', 'strata'], () => {
      requireLabels(configuration.file, generator, conditions);
    });
    const planned: PointOfGenerator[] = [];
    for (const point of points) {
      const place = [...key, ...(point.swept ? ['sweep'] : [])];
      planned.push(
        await configuration.at(place, async () => ({
          ...{ id: point.id, generator: settings.name, swept: point.swept, main: point.main, conditions },
          ...{ identity: generator.identity, runsOn: generator.runsOn },
          // Images that were made elsewhere may obey conditions without saying so.
          kind: generator.made && conditions !== undefined ? 'conditional' : generator.kind,
          ...(await planImages(
            source,
            generator,
            sampleRun(point, settings, generator, conditions),
            conditions !== undefined,
          )),
        })),
      );
    }
    return planned;
  } finally {
    await generator.dispose();
  }

  function sampleRun(
    { knobs, folder }: PointSetting,
    { samples = configuration.file.samples }: RunGenerator,
    { kind, made, identity }: Generator,
    manifest: string | undefined,
  ): SampleRun {
    const asMade = made !== null && Object.keys(knobs).length === 0;
    const asked = manifest === undefined && !asMade ? (samples ?? context.conditions?.count) : samples;
    if (asked === undefined && manifest === undefined && !asMade && kind === 'unconditional') {
      throw new UsageError(
        `There are no conditions to count by. Say how many samples of ${identity.name} to make: samples: 1000.`,
      );
    }
    return {
      count: asked,
      seed: asMade ? 0 : configuration.file.seed,
      knobs,
      out: join(context.out, 'samples', folder),
      conditions: asMade ? undefined : manifest,
    };
  }
}

/** @throws UsageError if the images are to be divided by a label that samples of this generator will not have */
function requireLabels(
  { metrics: { strata } }: RunFile,
  { identity, made }: Generator,
  conditions: string | undefined,
): void {
  if (strata === undefined || made !== null || (conditions !== undefined && strata !== FOLDER_STRATA)) return;
  throw new UsageError(
    `Samples of ${identity.name} have no '${strata}': they get their labels from conditions. Leave strata out, or the generator.`,
  );
}

/** The manifest that a generator is asked by. */
function conditionsOf(
  { conditions }: RunGenerator,
  { kind }: Generator,
  { conditions: ofRun }: PlanContext,
  { resolve }: RunConfiguration,
): string | undefined {
  if (conditions === false) return undefined;
  if (conditions !== undefined) return resolve(conditions);
  return kind === 'conditional' ? ofRun?.manifest : undefined;
}

/**
 * Images that were made already are used where they lie, if all of them are.
 * @param controlled - whether they are asked by conditions
 */
async function planImages(
  source: string,
  generator: Generator,
  run: SampleRun,
  controlled: boolean,
): Promise<Pick<PlannedPoint, 'images' | 'sampling' | 'survey' | 'knobs'>> {
  const { made, knobs } = generator;
  const asMade = made !== null && run.conditions === undefined;
  if (asMade && controlled && run.count !== undefined && run.count < made.length) {
    throw new UsageError(
      `${run.count} of ${made.length} images that are made already are asked for, and control needs all of them. ` +
        'Leave samples out, or conditions (false).',
    );
  }
  const lie = asMade && (run.count ?? made.length) === made.length ? await locateImages(source) : undefined;
  if (made && lie) {
    const survey = { count: made.length, there: made.length, complete: true };
    return { images: lie.set, sampling: null, survey, knobs: null };
  }
  return {
    images: run.out,
    sampling: { source, run },
    survey: await surveySamples(generator, run),
    knobs: asMade
      ? null
      : Object.fromEntries(knobs.map((knob) => [knob.name, run.knobs[knob.name] ?? knob.default])),
  };
}
