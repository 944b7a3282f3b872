import type { RunGenerator } from '../../config/run-file.js';
import type { Point } from '../../config/run-result.js';
import { UsageError } from '../../errors.js';
import { checkKnobs } from '../../generators/check-request.js';
import type { Generator } from '../../generators/generator.js';
import { parseSweep } from '../sampling/sweep-values.js';

/** A setting that a generator is sampled at. */
export interface PointSetting extends Pick<Point, 'id' | 'swept' | 'main'> {
  readonly knobs: Readonly<Record<string, number>>;
  /** Of its samples, among those of all points. */
  readonly folder: string;
}

/**
 * The settings that a generator is sampled at, in the order of the sweep. One of them is the main one.
 * @throws UsageError for a knob or a value that the generator does not take, or if none of the swept values is the main one
 */
export function pointSettings({ name, knobs, sweep }: RunGenerator, generator: Generator): PointSetting[] {
  checkKnobs(generator, knobs);
  if (!sweep) return [{ id: name, folder: name, knobs, swept: null, main: true }];
  const { knob } = sweep;
  const list = typeof sweep.values === 'string' ? sweep.values : sweep.values.join(',');
  const { values } = parseSweep(`${knob}=${list}`);
  for (const value of values) checkKnobs(generator, { ...knobs, [knob]: value });
  const main = knobs[knob] ?? generator.knobs.find((known) => known.name === knob)!.default;
  if (!values.includes(main)) {
    throw new UsageError(
      `${knob} is swept over ${values.join(', ')}, none of which is ${main}, the setting that gates and differences mean by ` +
        `'${name}'. Add it to the values, or say which of them is meant, such as knobs: {${knob}: ${values.at(-1)!}}.`,
    );
  }
  return values.map((value) => ({
    id: `${name}[${knob}=${value}]`,
    folder: `${name}_${knob.replace(/[^\w-]/g, '_')}=${value}`,
    knobs: { ...knobs, [knob]: value },
    swept: { knob, value },
    main: value === main,
  }));
}
