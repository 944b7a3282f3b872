import { z } from 'zod';
import { didYouMean } from '../config/did-you-mean.js';
import { UsageError } from '../errors.js';

/** A metric or a score with options. */
interface Configurable {
  readonly id: string;
  readonly options: z.ZodObject;
}

/**
 * Options, as they are typed, by the id of their metric.
 * @param settings - METRIC.OPTION=VALUE
 * @param example - of one, for messages
 * @throws UsageError for another form, an unknown metric, or an option that it does not have
 */
export function readSettings(
  settings: readonly string[],
  registry: readonly Configurable[],
  example: string,
): Map<string, Record<string, unknown>> {
  const options = new Map<string, Record<string, unknown>>();
  for (const setting of settings) {
    const [, id, option, text] = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(setting) ?? [];
    if (id === undefined || option === undefined || text === undefined) {
      throw new UsageError(`--set ${setting}: expected METRIC.OPTION=VALUE, such as ${example}.`);
    }
    const metric = registry.find((each) => each.id === id);
    if (!metric) {
      const ids = registry.map((each) => each.id);
      throw new UsageError(
        `--set ${setting}: unknown metric '${id}'.${didYouMean(id, ids)} Metrics: ${ids.join(', ')}.`,
      );
    }
    options.set(id, { ...options.get(id), [option]: typed(metric, option, text) });
  }
  return options;
}

/** Options as they are written in a configuration, as they are typed. */
export function settingTexts(options: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(options).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
}

/** The text as what the option takes: a number, true or false, a list, or the text itself. */
function typed({ id, options }: Configurable, option: string, text: string): unknown {
  const shape: Readonly<Record<string, z.core.$ZodType>> = options.shape;
  const schema = shape[option];
  if (!schema) {
    const names = Object.keys(shape);
    throw new UsageError(
      `${id} has no option '${option}'.${didYouMean(option, names)} ` +
        (names.length > 0 ? `It has: ${names.join(', ')}.` : 'It has none.'),
    );
  }
  const candidates = [...json(text), text];
  const fitting = candidates.find((candidate) => z.safeParse(schema, candidate).success);
  // If none fits, what it was most likely meant to be: the metric then says what it takes.
  return fitting ?? candidates[0];
}

function json(text: string): unknown[] {
  try {
    return [JSON.parse(text) as unknown];
  } catch {
    return [];
  }
}
