import type { Weight } from '../engines/graph.js';
import { InputError } from '../errors.js';

/** A parameter that a network expects: its key in the state dict and its shape. */
export interface ParameterSpec {
  readonly name: string;
  readonly dims: readonly number[];
}

const shownPerKind = 5;

/**
 * Compares a state dict with what a network expects.
 * @returns a lookup that knows every expected key
 * @throws InputError that names what is missing, unexpected or of another shape, all at once
 */
export function checkParameters(
  network: string,
  expected: readonly ParameterSpec[],
  weights: ReadonlyMap<string, Weight>,
): (name: string) => Weight {
  const names = new Set(expected.map((spec) => spec.name));
  const missing: string[] = [];
  const wrong: string[] = [];
  for (const { name, dims } of expected) {
    const weight = weights.get(name);
    if (weight === undefined) missing.push(name);
    else if (weight.dims.join() !== dims.join()) {
      wrong.push(`${name} is [${weight.dims.join(', ')}] instead of [${dims.join(', ')}]`);
    }
  }
  // A counter that normalisation layers keep while they are trained; inference does not use it.
  const unexpected = [...weights.keys()].filter(
    (key) => !names.has(key) && !key.endsWith('.num_batches_tracked'),
  );
  if (missing.length + wrong.length + unexpected.length > 0) {
    const parts = [list('missing', missing), list('unexpected', unexpected), list('of another shape', wrong)];
    throw new InputError(
      `These weights do not fit ${network}: ${parts.filter((part) => part !== '').join('; ')}. ` +
        `Expected its ${expected.length} parameters; is this the state dict of another network?`,
    );
  }
  return (name) => {
    const weight = weights.get(name);
    if (weight === undefined || !names.has(name)) throw new Error(`${name} is not a parameter of ${network}`);
    return weight;
  };
}

function list(kind: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  const more = items.length > shownPerKind ? ` and ${items.length - shownPerKind} more` : '';
  return `${items.length} ${kind} (${items.slice(0, shownPerKind).join(', ')}${more})`;
}
