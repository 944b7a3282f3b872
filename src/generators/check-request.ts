import { didYouMean } from '../config/did-you-mean.js';
import { UsageError } from '../errors.js';
import type { AskedCondition, Generator, SampleRequest } from './generator.js';

/** What {@link checkRequest} reads of a generator. */
export type Taker = Pick<Generator, 'identity' | 'kind' | 'takes' | 'knobs' | 'styleLayers'>;

/** @throws UsageError naming what the generator does not take, or misses */
export function checkRequest(generator: Taker, { seed, condition, knobs, styleMix }: SampleRequest): void {
  const { name } = generator.identity;
  for (const each of styleMix ? [seed, styleMix.seed] : [seed]) {
    if (Number.isInteger(each) && each >= 0 && each < 2 ** 32) continue;
    throw new UsageError(`Seed ${each}: expected a whole number from 0 to ${2 ** 32 - 1}.`);
  }
  checkKnobs(generator, knobs);
  if (styleMix) checkLayers(generator, styleMix.layers);
  if (condition) checkCondition(generator, condition);
  else if (generator.kind === 'conditional') {
    throw new UsageError(`${name} is conditional: it has to be given conditions with ${wants(generator)}.`);
  }
}

/** @throws UsageError for a knob that the generator does not have, or a value outside its range */
export function checkKnobs({ identity: { name }, knobs }: Taker, values: SampleRequest['knobs']): void {
  for (const [knob, value] of Object.entries(values)) {
    const known = knobs.find((each) => each.name === knob);
    if (!known) {
      const names = knobs.map((each) => each.name);
      const has = names.length > 0 ? `It has: ${names.join(', ')}.` : 'It has none.';
      throw new UsageError(`${name} has no knob '${knob}'.${didYouMean(knob, names)} ${has}`);
    }
    const [least, most] = known.range;
    if (value >= least && value <= most) continue;
    throw new UsageError(`${knob} = ${value}: ${name} takes ${least} to ${most}.`);
  }
}

function checkLayers({ identity: { name }, styleLayers }: Taker, layers: readonly number[]): void {
  if (styleLayers === null) throw new UsageError(`${name} cannot mix styles: it has no style by layer.`);
  const strange = layers.find((layer) => !(Number.isInteger(layer) && layer >= 0 && layer < styleLayers));
  if (strange === undefined) return;
  throw new UsageError(`Style layer ${strange}: ${name} has layers 0 to ${styleLayers - 1}.`);
}

function checkCondition(generator: Taker, { id, pose, outfit, labels }: AskedCondition): void {
  const { identity, kind, takes } = generator;
  const fail = (what: string): never => {
    throw new UsageError(`Condition ${id} ${what}.`);
  };
  if (kind === 'unconditional') {
    fail(`cannot be asked of ${identity.name}, which is unconditional: it takes no conditions`);
  }
  if (takes.pose && !pose) fail(`has no pose, and ${identity.name} takes one`);
  for (const slot of takes.slots) {
    if (outfit?.get(slot) === undefined) {
      fail(`does not say what is in slot '${slot}', which ${identity.name} takes; null says "nothing"`);
    }
  }
  for (const [slot, article] of outfit ?? []) {
    if (article === null || takes.slots.length === 0 || takes.slots.includes(slot)) continue;
    fail(`has an article in slot '${slot}'; ${identity.name} takes ${takes.slots.join(', ')}`);
  }
  for (const label of takes.labels) {
    if (!Object.hasOwn(labels, label)) fail(`has no label '${label}', which ${identity.name} takes`);
  }
}

function wants({ takes: { pose, slots, labels } }: Taker): string {
  return [
    ...(pose ? ['a pose'] : []),
    ...(slots.length > 0 ? [`an outfit (${slots.join(', ')})`] : []),
    ...(labels.length > 0 ? [`labels (${labels.join(', ')})`] : []),
  ].join(', ');
}
