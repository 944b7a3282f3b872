import type { Port } from '../../engines/engine.js';
import type { Tensor } from '../../engines/tensor.js';
import { InputError } from '../../errors.js';
import type { SampleRequest } from '../generator.js';
import type { InputMaker } from './input-makers.js';
import type { HashedNetwork } from './load-network.js';

/**
 * What a network takes for some requests: each of its inputs is made by the maker of that name.
 * @param given - inputs that are there already
 * @throws InputError if the network takes another shape than the description says
 */
export async function feed(
  { path, network }: HashedNetwork,
  makers: ReadonlyMap<string, InputMaker>,
  requests: readonly SampleRequest[],
  given: Readonly<Record<string, Tensor>> = {},
): Promise<Record<string, Tensor>> {
  const feeds: Record<string, Tensor> = {};
  for (const port of network.inputs) {
    const tensor = given[port.name] ?? (await makers.get(port.name)!(requests, port));
    if (!fits(port, tensor)) {
      throw new InputError(
        `${path}: takes ${describePort(port)}, but its description makes ${tensor.dims.join(' x ')} of it.`,
      );
    }
    feeds[port.name] = tensor;
  }
  return feeds;
}

function fits({ dims }: Port, tensor: Tensor): boolean {
  return (
    dims.length === tensor.dims.length && dims.every((dim, axis) => dim < 0 || dim === tensor.dims[axis])
  );
}

/**
 * @param names - of all inputs that the description has
 * @throws InputError if an input of the networks is not among them, one of them is no input of either, or is of a type
 *   that cannot be made
 */
export function checkInputs(networks: readonly HashedNetwork[], names: readonly string[]): void {
  for (const { path, network } of networks) {
    for (const port of network.inputs) {
      if (!names.includes(port.name)) {
        throw new InputError(
          `${path}: takes ${describePort(port)}, which its description does not name; it names ${names.join(', ')}.`,
        );
      }
    }
  }
  const ports = networks.flatMap(({ network }) => network.inputs);
  const missing = names.find((name) => !ports.some((port) => port.name === name));
  if (missing === undefined) return;
  throw new InputError(
    `${networks.map(({ path }) => path).join(' and ')}: no input is called '${missing}', as the description says. ` +
      `There are: ${ports.map(describePort).join(', ')}.`,
  );
}

/** @throws InputError unless the output is there, or it is not named and the only one */
export function chooseOutput({ path, network }: HashedNetwork, wanted: string | undefined): string {
  const names = network.outputs.map(({ name }) => name);
  const name = wanted ?? (names.length === 1 ? names[0] : undefined);
  if (name !== undefined && names.includes(name)) return name;
  throw new InputError(
    `${path}: ${wanted === undefined ? 'has several outputs, and the description names none' : `has no output '${wanted}'`}; ` +
      `it has ${network.outputs.map(describePort).join(', ')}.`,
  );
}

export function describePort({ name, type, dims }: Port): string {
  return `'${name}' (${type}, ${dims.map((dim) => (dim < 0 ? '?' : dim)).join(' x ') || 'one number'})`;
}
