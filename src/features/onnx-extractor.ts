import { basename } from 'node:path';
import type { Preprocessing } from '../config/extractor-file.js';
import { byRole, mapRoles, type FeatureRole } from '../config/feature-role.js';
import type { Engine, LoadedNetwork, Port } from '../engines/engine.js';
import type { ThreadSplit } from '../engines/thread-split.js';
import { InputError, UsageError } from '../errors.js';
import { onnxHash } from '../models/onnx-hash.js';
import type { FeatureExtractor } from './extractor.js';
import { networkExtractor } from './network-extractor.js';
import { runNetwork } from './run-network.js';
import { onnxSettings, type ExtractorOverrides } from './onnx-settings.js';
import { presets } from './presets.js';

type OutputNames = Pick<ExtractorOverrides, 'output' | 'logits' | 'spatial' | 'patches'>;

/**
 * An extractor over a user's ONNX file. How images are prepared comes from `overrides`, then from the JSON beside it
 * (`encoder.json` for `encoder.onnx`), then from the preset named there, `raw` if none is.
 * @param roles - the outputs wanted
 * @throws InputError if a file cannot be used, or the network takes anything but one float32 batch of RGB images
 * @throws UsageError if the settings do not fit the network
 */
export async function onnxExtractor(
  path: string,
  engine: Engine,
  overrides: ExtractorOverrides,
  roles: readonly FeatureRole[],
  split?: ThreadSplit,
): Promise<FeatureExtractor> {
  const settings = await onnxSettings(path, overrides);
  const network = await engine.load({ kind: 'onnx', path }, split);
  try {
    const input = soleInput(path, network);
    const { output, logits, spatial, patches, preset = 'raw', ...rest } = settings;
    const preprocessing: Preprocessing = { ...presets[preset], ...fixedSize(input, rest.layout), ...rest };
    checkSize(path, input, preprocessing);
    const name = basename(path);
    const outputNames = byRole(roles, (role) =>
      chooseOutput(path, network, role, { output, logits, spatial, patches }),
    );
    // The widths are what the network gives, not what it declares: many exports leave them free.
    const blank = new Float32Array(3 * preprocessing.widthPx * preprocessing.heightPx);
    const inputName = input.name;
    const vectors = await runNetwork(network, [blank], { name, inputName, preprocessing, outputNames });
    const comparability = {
      comparable: false,
      statement: `Features of ${name}: the values compare with each other, not with published FIDs.`,
    };
    const extractor = networkExtractor({
      name,
      inputName,
      preprocessing,
      outputs: mapRoles(vectors, ({ data, map }, role) => ({
        name: outputNames[role]!,
        width: data.length,
        comparability,
        map,
      })),
      weightsSha256: await onnxHash(path),
      load: () => Promise.resolve(network),
      runsOn: engine.runsOn,
    });
    // It is there whether or not an image has needed it, and its threads would keep the process.
    return { ...extractor, dispose: () => network.dispose() };
  } catch (error) {
    await network.dispose();
    throw error;
  }
}

function soleInput(path: string, network: LoadedNetwork): Port {
  const [input, ...others] = network.inputs;
  if (input?.type === 'float32' && input.dims.length === 4 && others.length === 0) return input;
  throw new InputError(
    `${path}: takes ${network.inputs.map(describePort).join(', ')}; expected one float32 input of 4 dimensions.`,
  );
}

/** The output named for a role; for the features, the only one that is not named for another role. */
function chooseOutput(
  path: string,
  network: LoadedNetwork,
  role: FeatureRole,
  { output, logits, spatial, patches }: OutputNames,
): string {
  const names = network.outputs.map(({ name }) => name);
  const others = names.filter((name) => name !== logits && name !== spatial && name !== patches);
  const wanted = { features: output, logits, spatial, patches }[role];
  const name = wanted ?? (role === 'features' && others.length === 1 ? others[0] : undefined);
  if (name !== undefined && names.includes(name)) return name;
  const flag = {
    features: '--tap',
    logits: '--logits',
    spatial: '--spatial',
    patches: 'patches in the JSON beside it',
  }[role];
  throw new UsageError(
    `${path}: ${wanted === undefined ? 'has several outputs' : `has no output '${wanted}'`}; ` +
      `name one with ${flag}: ${network.outputs.map(describePort).join(', ')}.`,
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
