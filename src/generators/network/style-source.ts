import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { NetworkGeneratorFile } from '../../config/network-generator-file.js';
import type { Port } from '../../engines/engine.js';
import type { Tensor } from '../../engines/tensor.js';
import { InputError } from '../../errors.js';
import { decodeNpy, toFloat64 } from '../../formats/npy.js';
import { reason } from '../../formats/reason.js';
import type { SampleRequest } from '../generator.js';
import { mixStyles, spreadOverLayers, truncateStyles, type MeanStyle, type Styles } from '../styles.js';
import { chooseOutput, describePort, feed } from './feed.js';
import type { InputMaker } from './input-makers.js';
import type { HashedNetwork } from './load-network.js';

/** Makes the synthesis network's styles: mapping, truncation, mixing. */
export interface StyleSource {
  /** null: the synthesis network takes one style for all layers. */
  readonly layers: number | null;
  readonly mean: MeanStyle | null;
  /**
   * @param requests - with the same knobs
   * @param given - inputs of the mapping network that are made already
   * @returns what enters the synthesis network, by the input's name
   */
  styles(
    requests: readonly SampleRequest[],
    given?: Readonly<Record<string, Tensor>>,
  ): Promise<Record<string, Tensor>>;
}

/**
 * @param folder - what paths in the description start from
 * @throws InputError if the networks do not fit the description or each other, or the mean style is not to be had
 */
export async function styleSource(
  file: NetworkGeneratorFile & { readonly mapping: NonNullable<NetworkGeneratorFile['mapping']> },
  folder: string,
  mapping: HashedNetwork,
  synthesis: HashedNetwork,
  makers: ReadonlyMap<string, InputMaker>,
): Promise<StyleSource> {
  const output = chooseOutput(mapping, file.mapping.output);
  const port = synthesis.network.inputs.find(({ name }) => name === file.mapping.synthesisInput)!;
  const made = mapping.network.outputs.find(({ name }) => name === output)!;
  const layers = countLayers(file, synthesis.path, port, made);
  const knob = file.knobs.find(({ enters }) => enters === 'truncation');
  const mean = file.truncation ? await readMean(file.truncation.mean, folder) : null;

  async function map(
    requests: readonly SampleRequest[],
    given?: Readonly<Record<string, Tensor>>,
  ): Promise<Styles> {
    const results = await mapping.network.run(await feed(mapping, makers, requests, given), [output]);
    const styles = spreadOverLayers(asStyles(results[output]!, requests.length, mapping.path), layers ?? 1);
    const psi = knob && (requests[0]!.knobs[knob.name] ?? knob.default);
    if (psi === undefined || !mean) return styles;
    checkMean(mean, styles);
    return truncateStyles(styles, mean, psi, file.truncation?.cutoff);
  }

  return {
    layers,
    mean,
    async styles(requests, given) {
      const styles = await map(requests, given);
      if (requests.some(({ styleMix }) => styleMix)) {
        const source = await map(
          requests.map((request) => ({ ...request, seed: request.styleMix?.seed ?? request.seed })),
        );
        requests.forEach(({ styleMix }, i) => {
          if (styleMix) mixStyles(styles, source, i, styleMix.layers);
        });
      }
      const dims = layers === null ? [styles.width] : [layers, styles.width];
      return { [file.mapping.synthesisInput]: { dims: [styles.count, ...dims], data: styles.data } };
    },
  };
}

/** null: styles have no axis of layers. */
function countLayers(
  { mapping }: Pick<NetworkGeneratorFile, 'mapping'>,
  path: string,
  port: Port,
  made: Port,
): number | null {
  if (port.dims.length === 2) return null;
  const own = port.dims[1] ?? -1;
  const mapped = made.dims.length === 3 ? made.dims[1]! : -1;
  const layers = own > 0 ? own : mapped > 0 ? mapped : mapping?.layers;
  if (port.dims.length !== 3) {
    throw new InputError(`${path}: takes ${describePort(port)} as styles; expected N x D or N x layers x D.`);
  }
  if (layers !== undefined) return layers;
  throw new InputError(
    `${path}: takes ${describePort(port)} as styles, any number of layers; set mapping.layers.`,
  );
}

function asStyles({ dims, data }: Tensor, count: number, path: string): Styles {
  const [n, a, b] = dims;
  const [layers, width] = dims.length === 3 ? [a, b] : [1, a];
  if (n === count && width !== undefined && layers !== undefined && data instanceof Float32Array) {
    return { count, layers, width, data };
  }
  throw new InputError(
    `${path}: gives ${dims.join(' x ')} as styles; expected float32, ${count} x D or ${count} x layers x D.`,
  );
}

function checkMean(mean: MeanStyle, { layers, width }: Styles): void {
  if (mean.width === width && (mean.layers === 1 || mean.layers === layers)) return;
  throw new InputError(
    `truncation.mean has ${mean.layers} x ${mean.width} numbers; expected ${width}, or ${layers} x ${width}.`,
  );
}

async function readMean(mean: string | readonly number[], folder: string): Promise<MeanStyle> {
  if (typeof mean !== 'string') return { layers: 1, width: mean.length, data: Float32Array.from(mean) };
  const path = resolve(folder, mean);
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new InputError(`${path}: cannot be read: ${reason(cause)}. Expected the mean style as .npy.`, {
      cause,
    });
  });
  const array = decodeNpy(bytes, path);
  const [width = 0, layers = 1, ...more] = array.dims.toReversed();
  if (more.length > 0 || width === 0) {
    throw new InputError(`${path}: has the shape (${array.dims.join(', ')}); expected (D) or (layers, D).`);
  }
  return { layers, width, data: Float32Array.from(toFloat64(array, path)) };
}
