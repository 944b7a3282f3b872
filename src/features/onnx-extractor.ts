import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { prettifyError } from 'zod';
import { extractorFileSchema, type ExtractorFile, type Preprocessing } from '../config/extractor-file.js';
import type { Engine, LoadedNetwork, Port } from '../engines/engine.js';
import { InputError, UsageError } from '../errors.js';
import type { FeatureExtractor } from './extractor.js';
import { networkExtractor, runNetwork } from './network-extractor.js';
import { presets } from './presets.js';

/** Settings as given on the command line; they win over the JSON file beside the network. */
export type ExtractorOverrides = Partial<ExtractorFile>;

/**
 * An extractor over a user's ONNX file. How images are prepared comes from `overrides`, then from the JSON beside it
 * (`encoder.json` for `encoder.onnx`), then from the preset named there, `raw` if none is.
 * @throws InputError if a file cannot be used, or the network takes anything but one float32 batch of RGB images
 * @throws UsageError if the settings do not fit the network
 */
export async function onnxExtractor(
  path: string,
  engine: Engine,
  device: string,
  overrides: ExtractorOverrides,
): Promise<FeatureExtractor> {
  if (!(await isFile(path))) throw new InputError(`${path}: no such file. Expected an ONNX network.`);
  const settings = { ...(await readSettings(path)), ...overrides };
  const network = await engine.load({ kind: 'onnx', path }, device);
  try {
    const input = soleInput(path, network);
    const { output, preset = 'raw', ...rest } = settings;
    const preprocessing: Preprocessing = { ...presets[preset], ...fixedSize(input, rest.layout), ...rest };
    checkSize(path, input, preprocessing);
    const ports = {
      name: basename(path),
      inputName: input.name,
      outputName: chooseOutput(path, network, output),
      preprocessing,
    };
    // The width is what the network gives, not what it declares: many exports leave it free.
    const blank = new Float32Array(3 * preprocessing.widthPx * preprocessing.heightPx);
    const { length: width } = await runNetwork(network, [blank], ports);
    return networkExtractor({
      ...ports,
      width,
      weightsSha256: await sha256(path),
      load: () => Promise.resolve(network),
      runsOn: `${engine.name} ${engine.version}, ${device}`,
      comparability: {
        comparable: false,
        statement: `Features of ${basename(path)}: the values compare with each other, not with published FIDs.`,
      },
    });
  } catch (error) {
    await network.dispose();
    throw error;
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

async function readSettings(path: string): Promise<ExtractorOverrides> {
  const settingsPath = path.replace(/\.onnx$/i, '') + '.json';
  if (!(await isFile(settingsPath))) return {};
  let json: unknown;
  try {
    json = JSON.parse(await readFile(settingsPath, 'utf8'));
  } catch (cause) {
    throw new InputError(`${settingsPath}: is not JSON (${(cause as Error).message}).`, { cause });
  }
  const parsed = extractorFileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new InputError(
    `${settingsPath}: cannot be used as extractor settings.\n${prettifyError(parsed.error)}`,
  );
}

function soleInput(path: string, network: LoadedNetwork): Port {
  const [input, ...others] = network.inputs;
  if (input?.type === 'float32' && input.dims.length === 4 && others.length === 0) return input;
  throw new InputError(
    `${path}: takes ${network.inputs.map(describePort).join(', ')}; expected one float32 input of 4 dimensions.`,
  );
}

function chooseOutput(path: string, network: LoadedNetwork, wanted: string | undefined): string {
  const names = network.outputs.map(({ name }) => name);
  const name = wanted ?? (names.length === 1 ? names[0] : undefined);
  if (name !== undefined && names.includes(name)) return name;
  throw new UsageError(
    `${path}: ${wanted === undefined ? 'has several outputs' : `has no output '${wanted}'`}; ` +
      `name one with --output: ${network.outputs.map(describePort).join(', ')}.`,
  );
}

/** Height and width that the network insists on, so that nobody has to repeat them. */
function fixedSize(input: Port, layout: Preprocessing['layout'] = 'nchw'): Partial<Preprocessing> {
  const { heightPx, widthPx } = spatial(input, layout);
  return heightPx > 0 && widthPx > 0 ? { heightPx, widthPx } : {};
}

function checkSize(path: string, input: Port, { layout, widthPx, heightPx, fit }: Preprocessing): void {
  const fixed = spatial(input, layout);
  const differs = (free: number, wanted: number) => free > 0 && free !== wanted;
  if (differs(fixed.channels, 3) || differs(fixed.heightPx, heightPx) || differs(fixed.widthPx, widthPx)) {
    throw new UsageError(
      `${path}: takes ${describePort(input)}, but the settings give ${widthPx}x${heightPx} RGB images as ${layout}. ` +
        'Set --size and --layout to fit.',
    );
  }
  if (fit !== 'stretch' && fit.shorterSidePx < Math.max(widthPx, heightPx)) {
    throw new UsageError(
      `${path}: a shorter side of ${fit.shorterSidePx} px is smaller than the ${widthPx}x${heightPx} cut out of it.`,
    );
  }
}

function spatial({ dims }: Port, layout: Preprocessing['layout']) {
  const [, a = -1, b = -1, c = -1] = dims;
  return layout === 'nchw'
    ? { channels: a, heightPx: b, widthPx: c }
    : { heightPx: a, widthPx: b, channels: c };
}

function describePort({ name, type, dims }: Port): string {
  return `'${name}' (${type}, ${dims.map((dim) => (dim < 0 ? '?' : dim)).join(' x ')})`;
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
