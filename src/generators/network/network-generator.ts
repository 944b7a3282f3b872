import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { NetworkGeneratorFile } from '../../config/network-generator-file.js';
import type { Engine } from '../../engines/engine.js';
import { InputError } from '../../errors.js';
import type { RgbImage } from '../../images/image.js';
import type { Generator, OpenOptions, SampleRequest } from '../generator.js';
import { inBatches } from '../in-batches.js';
import { checkInputs, chooseOutput, feed } from './feed.js';
import { inputMakers } from './input-makers.js';
import { loadNetwork, type HashedNetwork } from './load-network.js';
import { readPictures } from './read-pictures.js';
import { styleSource } from './style-source.js';
import { ValueRangeWatch } from './value-range-watch.js';

/**
 * A generator that is a network, or two, mapping and synthesis.
 * @param folder - what paths in the description start from
 * @throws InputError if a file is not there or cannot be used, or the networks do not fit the description
 */
export async function networkGenerator(
  file: NetworkGeneratorFile,
  folder: string,
  engine: Engine,
  { device, onNotice }: OpenOptions,
): Promise<Generator> {
  const networks: HashedNetwork[] = [];
  const load = async (path: string): Promise<HashedNetwork> => {
    const loaded = await loadNetwork(file.loader, resolve(folder, path), engine, device);
    networks.push(loaded);
    return loaded;
  };
  const dispose = async (): Promise<void> => {
    await Promise.all(networks.splice(0).map(({ network }) => network.dispose()));
  };
  try {
    return { ...(await assemble(file, folder, load, onNotice)), runsOn: runsOn(engine, device), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function assemble(
  file: NetworkGeneratorFile,
  folder: string,
  load: (path: string) => Promise<HashedNetwork>,
  onNotice: (text: string) => void,
): Promise<Omit<Generator, 'runsOn' | 'dispose'>> {
  const { mapping: mappingFile, output, image, knobs, pose, outfit, labels } = file;
  const name = file.name ?? basename(file.file);
  const synthesis = await load(file.file);
  const mapping = mappingFile && { settings: mappingFile, loaded: await load(mappingFile.file) };
  const networks = mapping ? [mapping.loaded, synthesis] : [synthesis];
  const makers = inputMakers(file);
  checkInputs(networks, [...makers.keys(), ...(mappingFile ? [mappingFile.synthesisInput] : [])]);
  const outputName = chooseOutput(synthesis, output.name);
  const styles =
    mapping &&
    (await styleSource({ ...file, mapping: mapping.settings }, folder, mapping.loaded, synthesis, makers));
  const watch = new ValueRangeWatch(output.range, (text) => {
    onNotice(`${name}: ${text}`);
  });
  const latent = networks
    .flatMap(({ network }) => network.inputs)
    .find((port) => port.name === file.latent.input)!;
  const fixedBatch = latent.dims[0]! > 0 ? latent.dims[0] : undefined;

  async function run(requests: readonly SampleRequest[]): Promise<RgbImage[]> {
    const given = await styles?.styles(padded(requests));
    const feeds = await feed(synthesis, makers, padded(requests), given);
    const results = await synthesis.network.run(feeds, [outputName]);
    try {
      const names = requests.map(({ seed }) => `the image of seed ${seed}`);
      return readPictures(results[outputName]!, names, image, output, (values) => {
        watch.see(values);
      });
    } catch (cause) {
      if (cause instanceof InputError)
        throw new InputError(`${synthesis.path}: ${cause.message}.`, { cause });
      throw cause;
    }
  }

  /** A network with a fixed batch takes no fewer; what is made of the repetitions is not read. */
  function padded(requests: readonly SampleRequest[]): readonly SampleRequest[] {
    if (fixedBatch === undefined) return requests;
    return Array.from({ length: fixedBatch }, (_, i) => requests[Math.min(i, requests.length - 1)]!);
  }

  return {
    identity: { name, loader: file.loader, sha256: identify(file, networks, styles?.mean?.data) },
    kind: file.kind,
    latentSize: file.latent.size,
    image,
    takes: {
      pose: pose !== undefined,
      slots: outfit?.slots ?? [],
      labels: labels.map(({ label }) => label),
    },
    knobs: knobs.map(({ name: knob, range, default: value }) => ({ name: knob, range, default: value })),
    styleLayers: styles?.layers ?? null,
    made: null,
    async *sample(requests, { batch = file.batch, signal } = {}) {
      for await (const group of inBatches(requests, fixedBatch ?? batch, sameKnobs)) {
        signal?.throwIfAborted();
        const images = await run(group);
        for (const [i, request] of group.entries()) yield { request, image: images[i]! };
      }
    },
  };
}

function sameKnobs(a: SampleRequest, b: SampleRequest): boolean {
  const names = new Set([...Object.keys(a.knobs), ...Object.keys(b.knobs)]);
  return [...names].every((name) => a.knobs[name] === b.knobs[name]);
}

const runsOn = ({ name, version }: Engine, device: string): string => `${name} ${version}, ${device}`;

function identify(
  file: NetworkGeneratorFile,
  networks: readonly HashedNetwork[],
  mean: Float32Array = new Float32Array(),
): string {
  // The batch is no part of what a generator is.
  const description = { ...file, batch: undefined, networks: networks.map(({ sha256 }) => sha256) };
  return createHash('sha256')
    .update(JSON.stringify(description))
    .update(new Uint8Array(mean.buffer))
    .digest('hex');
}
