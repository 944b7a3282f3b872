import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeOnnx } from '../../../src/engines/encode-onnx.js';
import { toRegion } from '../../../src/outfit/region.js';
import { openOutfitDescriber } from '../../../src/suite/control/open-outfit-describer.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-describer-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A network whose map is the picture, 6 x 6, and whose features are its mean colour. */
async function network(name: string, settings: object): Promise<string> {
  const path = join(folder, `${name}.onnx`);
  const layers = [
    { name: 'map', op: 'relu', input: 'pixels' },
    { name: 'means', op: 'globalAverage', input: 'map' },
  ] as const;
  const outputs = ['means', 'map'];
  await writeFile(path, encodeOnnx({ name, input: { name: 'pixels', dims: [3, 6, 6] }, layers, outputs }));
  await writeFile(join(folder, `${name}.json`), JSON.stringify(settings));
  return path;
}

const image = { widthPx: 12, heightPx: 12, data: new Uint8Array(432).map((_, i) => [250, 10, 90][i % 3]!) };
const view = { name: 'a', image, region: toRegion(new Uint8Array(144).fill(1), image, 'all') };

describe('openOutfitDescriber', () => {
  it.each([
    [
      'patches',
      { output: 'means', patches: 'map' },
      'mean of 6x6 patches of the masked crop within the region',
      32,
    ],
    ['features', { output: 'means' }, 'features of the masked crop', 0],
  ])(
    'opens what there is of a network with %s, and keeps what it sees',
    async (name, settings, how, patches) => {
      const features = await network(name, settings);
      const cache = join(folder, `cache-${name}`);
      const see = async () => {
        const { describer, dispose, runsOn } = await openOutfitDescriber(
          { features, engine: { name: 'onnxruntime' }, settings: {} },
          cache,
        );
        expect(describer.describedBy).toBe(`${name}.onnx, ${how}`);
        expect(runsOn).toMatch(/^onnxruntime /);
        const [seen] = await describer.views([view]);
        await dispose();
        return seen;
      };
      const first = await see();
      if (!first || 'reason' in first) throw new Error('nothing is seen');
      const [r, g, b] = first.embedding;
      expect(r).toBeGreaterThan(b!);
      expect(b).toBeGreaterThan(g!);
      // Those of the corners lie on the margin by more than half.
      expect(first.patches).toHaveLength(3 * patches);
      expect(await readdir(cache)).toHaveLength(1);
      expect(await see()).toEqual(first);
    },
  );
});
