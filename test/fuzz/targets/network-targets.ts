import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { externalWeights } from '../../../src/engines/external-weights.js';
import { onnxRuntime } from '../../../src/engines/onnxruntime.js';
import { parseTfjsModelFile } from '../../../src/engines/tfjs-model-file.js';
import { onnxSettings } from '../../../src/features/onnx-settings.js';
import { onnxHash } from '../../../src/models/onnx-hash.js';
import { parseJsLiteral } from '../../../src/models/js-literal.js';
import { tfjsGraphToOnnx } from '../../../src/models/tfjs/graph-to-onnx.js';
import { graphFiles } from '../../models/tfjs/graph-files.js';
import { conditionalNetwork, unconditionalNetwork } from '../../generators/small-networks.js';
import { mutateBytes } from '../mutate-bytes.js';
import { mutateJson } from '../mutate-json.js';
import { mutateText } from '../mutate-text.js';
import type { Target } from '../target.js';

const golden = (name: string): Promise<Buffer> =>
  readFile(new URL(`../../../fixtures/golden/onnx/${name}`, import.meta.url));

const onnxSeeds = async () => [
  await golden('external.onnx'),
  await golden('whole.onnx'),
  Buffer.from(unconditionalNetwork()),
  Buffer.from(conditionalNetwork()),
];

const { model, files } = graphFiles(
  { dims: [1, 4] },
  [{ name: 'y', op: 'AddV2', input: ['x', 'w'], attr: { T: { type: 'DT_FLOAT' } } }],
  [{ name: 'w', shape: [4], values: [1, 2, 3, 4] }],
);

const encoder = {
  preset: 'imagenet',
  output: 'features',
  widthPx: 8,
  heightPx: 8,
  layout: 'nchw',
  mean: [0, 0, 0],
};

export const networkTargets: readonly Target[] = [
  {
    name: 'onnx-external',
    seeds: onnxSeeds,
    mutate: mutateBytes,
    parse: (input) => Promise.resolve(externalWeights(input)),
  },
  {
    name: 'onnx-hash',
    seeds: onnxSeeds,
    mutate: mutateBytes,
    async parse(input, folder) {
      const path = join(folder, 'case.onnx');
      await writeFile(path, input);
      await onnxHash(path);
    },
  },
  {
    name: 'onnx-load',
    seeds: onnxSeeds,
    mutate: mutateBytes,
    async parse(input, folder) {
      const path = join(folder, 'case.onnx');
      await writeFile(path, input);
      const network = await onnxRuntime().load({ kind: 'onnx', path });
      await network.dispose();
    },
    share: 0.1,
  },
  {
    name: 'encoder-json',
    seeds: () => Promise.resolve([Buffer.from(JSON.stringify(encoder))]),
    mutate: mutateJson,
    async parse(input, folder) {
      await writeFile(join(folder, 'case.onnx'), '');
      await writeFile(join(folder, 'case.json'), input);
      await onnxSettings(join(folder, 'case.onnx'), {});
    },
  },
  {
    name: 'tfjs-model',
    seeds: () => Promise.resolve([Buffer.from(model)]),
    mutate: mutateJson,
    parse(input) {
      const text = Buffer.from(input).toString();
      parseTfjsModelFile('case.json', text);
      return Promise.resolve(tfjsGraphToOnnx('case.json', text, files));
    },
  },
  {
    name: 'js-literal',
    seeds: () =>
      Promise.resolve([Buffer.from('{a: [1, -2.5e3, "x\\n"], \'b\': {c: null, d: !0, e: void 0}}')]),
    mutate: mutateText,
    parse: (input) => Promise.resolve(parseJsLiteral('case.js', Buffer.from(input).toString())),
  },
];
