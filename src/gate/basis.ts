import type { Comparison, Score, Side } from '../config/result.js';
import type { ControlResult } from '../config/control-result.js';
import type { MeasuredPoint } from './measured-run.js';
import type { Basis } from './reading.js';

/** What scores of quality rest on. */
export function qualityBasis({ real, generated, provenance }: Comparison, point: MeasuredPoint): Basis {
  const { features } = provenance;
  return {
    ...networkBasis('features', features),
    'real images': real ? describeSet(real) : 'none',
    'generated images': String(generated.count),
    ...samplingBasis(point),
  };
}

/** What scores of control rest on. */
export function controlBasis(control: ControlResult, point: MeasuredPoint): Basis {
  const { estimator, supported, outfits } = control.provenance;
  const { manifest, generated, ceiling } = control;
  return {
    ...networkBasis('pose estimator', estimator),
    'joints that the estimator gives': supported.join(', '),
    ...networkBasis('outfits', outfits),
    'conditions asked for': `${manifest.lines}, ${manifest.withPose} with a pose, ${manifest.withOutfit} with an outfit`,
    slots: manifest.slots.map(({ slot }) => slot).join(', '),
    'generated images': String(generated.count),
    'real images of the ceiling': ceiling.status === 'ok' ? String(ceiling.count) : 'none',
    ...samplingBasis(point),
  };
}

/** Options of a score, such as an estimator's. */
export const optionsBasis = ({ options }: Pick<Score, 'options'>): Basis => basisOf('option', options);

/** What differs, in words; empty if the numbers compare. */
export function differingBasis(here: Basis, baseline: Basis): string[] {
  const names = new Set([...Object.keys(here), ...Object.keys(baseline)]);
  return [...names]
    .filter((name) => here[name] !== baseline[name])
    .map((name) => `${name}: ${here[name] ?? 'none'} here, ${baseline[name] ?? 'none'} in the baseline`);
}

/** What a number rests on that comes from others, told apart by whose it is. */
export function joinedBasis(parts: readonly (readonly [whose: string, basis: Basis])[]): Basis {
  return Object.fromEntries(
    parts.flatMap(([whose, basis]) =>
      Object.entries(basis).map(([name, value]) => [`${whose} ${name}`, value]),
    ),
  );
}

function samplingBasis({ samples, knobs }: MeasuredPoint): Basis {
  return {
    'conditions’ sha256': samples.conditions?.sha256 ?? 'none',
    ...basisOf('knob', knobs),
  };
}

/** All that decides what a network's numbers are; its licence does not. */
function networkBasis(prefix: string, network: Readonly<Record<string, unknown>> | null): Basis {
  const facts = network && Object.entries(network).filter(([name]) => name !== 'licence');
  return basisOf(prefix, facts && Object.fromEntries(facts));
}

function basisOf(prefix: string, values: Readonly<Record<string, unknown>> | null): Basis {
  if (values === null) return { [prefix]: 'not known' };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      `${prefix} ${name}`,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

/** A set by what is in it; of earlier results, that do not say, by its name, as another machine has it in another place. */
function describeSet({ count, contents, location }: Side): string {
  const name = location.split(/[/\\]/).findLast((part) => part !== '') ?? location;
  return `${count ?? 'unknown'} ${contents === undefined ? `of ${name}` : `with sha256 ${contents}`}`;
}
