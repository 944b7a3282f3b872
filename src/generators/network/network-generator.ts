import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { NetworkGeneratorFile } from '../../config/network-generator-file.js';
import type { Engine } from '../../engines/engine.js';
import type { PixelImage, RgbImage } from '../../images/image.js';
import type { Generator, OpenOptions } from '../generator.js';
import { checkInputs } from './feed.js';
import { inputMakers } from './input-makers.js';
import { loadNetwork, type HashedNetwork } from './load-network.js';
import { networkRunner } from './network-runner.js';
import { styleSource } from './style-source.js';
import { walkLatents } from './walk-latents.js';

/**
 * A generator that is a network, or two, mapping and synthesis.
 * @param folder - what paths in the description start from
 * @throws InputError if a file is not there or cannot be used, or the networks do not fit the description
 */
export async function networkGenerator(
  file: NetworkGeneratorFile,
  folder: string,
  engine: Engine,
  onNotice: OpenOptions['onNotice'],
): Promise<Generator> {
  const networks: HashedNetwork[] = [];
  const load = async (path: string): Promise<HashedNetwork> => {
    const loaded = await loadNetwork(file.loader, resolve(folder, path), engine);
    networks.push(loaded);
    return loaded;
  };
  const dispose = async (): Promise<void> => {
    await Promise.all(networks.splice(0).map(({ network }) => network.dispose()));
  };
  try {
    return { ...(await assemble(file, folder, load, onNotice)), runsOn: engine.runsOn, dispose };
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
  const { mapping: mappingFile, image, knobs, pose, outfit, labels } = file;
  const name = file.name ?? basename(file.file);
  const synthesis = await load(file.file);
  const mapping = mappingFile && { settings: mappingFile, loaded: await load(mappingFile.file) };
  const networks = mapping ? [mapping.loaded, synthesis] : [synthesis];
  const makers = inputMakers(file);
  checkInputs(networks, [...makers.keys(), ...(mappingFile ? [mappingFile.synthesisInput] : [])]);
  const styles =
    mapping &&
    (await styleSource({ ...file, mapping: mapping.settings }, folder, mapping.loaded, synthesis, makers));
  const runner = networkRunner(file, {
    ...{ synthesis, networks, makers, styles },
    onNotice: (text) => {
      onNotice(`${name}: ${text}`);
    },
  });

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
    walk: walkLatents(name, file, runner),
    async *sample(requests, options = {}) {
      for await (const group of runner.batches(requests, options)) {
        const images = await runner.levels(group, await styles?.styles(runner.padded(group)));
        for (const [i, request] of group.entries()) yield { request, image: rounded(images[i]!) };
      }
    },
  };
}

function rounded({ widthPx, heightPx, data: levels }: PixelImage): RgbImage {
  const data = new Uint8ClampedArray(levels.length);
  for (let i = 0; i < data.length; i++) data[i] = Math.floor(levels[i]! + 0.5);
  return { widthPx, heightPx, data: new Uint8Array(data.buffer) };
}

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
