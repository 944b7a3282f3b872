import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawSet } from '../../../fixtures/mannequins/draw-set.js';
import { UsageError } from '../../../src/errors.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { ensureModel } from '../../../src/models/ensure-model.js';
import { chooseMetrics } from '../../../src/suite/comparison/choose-metrics.js';
import { compareEach } from '../../../src/suite/comparison/compare-each.js';

const EXTRACTOR = 'inception-v3-nsfwjs';
const COUNT = 32;
const MODES = 4;

/** Why the network cannot be had here, if so. A machine without a registry skips this; CI has one, and fails. */
const unavailable = await ensureModel(EXTRACTOR).then(
  () => undefined,
  (error: unknown) => {
    if (error instanceof UsageError && !process.env.CI) return error.message;
    throw error;
  },
);

type Movement = 'up' | 'down' | 'any';
const damages = ['blurred', 'jpeg', 'noisy', 'collapsed', 'memorised'] as const;

/** Where each score goes from that of other mannequins of the same kind, if these are damaged. */
const movements: Readonly<Record<string, readonly Movement[]>> = {
  //             blurred  jpeg    noisy   collapsed memorised
  fid: ['up', 'up', 'up', 'up', 'down'],
  kid: ['up', 'up', 'up', 'up', 'down'],
  cmmd: ['up', 'up', 'up', 'up', 'down'],
  precision: ['down', 'down', 'down', 'any', 'up'],
  density: ['down', 'down', 'down', 'any', 'any'],
  recall: ['down', 'down', 'down', 'down', 'up'],
  coverage: ['down', 'down', 'down', 'down', 'any'],
  vendi: ['any', 'any', 'any', 'down', 'any'],
  authenticity: ['up', 'up', 'up', 'any', 'down'],
};

describe.skipIf(unavailable !== undefined)(`damaged images on ${EXTRACTOR} ${unavailable ?? ''}`, () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const scores = new Map<string, ReadonlyMap<string, number>>();

  /** A set made from images of another, changed one by one. */
  async function derive(
    name: string,
    source: string,
    change: (image: Sharp) => Sharp | Promise<Sharp>,
    modes = COUNT,
  ): Promise<void> {
    await mkdir(at(name));
    const files = (await readdir(at(source))).filter((file) => file.endsWith('.png'));
    for (let i = 0; i < COUNT; i++) {
      const changed = await change(sharp(join(at(source), files[i % modes]!)));
      await changed.png().toFile(join(at(name), `${i}.png`));
    }
  }

  async function withNoise(image: Sharp, deviation: number, random: Mt19937): Promise<Sharp> {
    const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const noisy = Uint8ClampedArray.from(data, (value) => value + deviation * random.normal());
    return sharp(noisy, { raw: { width: info.width, height: info.height, channels: 3 } });
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gan-eval-directions-'));
    await drawSet(at('reference'), { kind: 'reference', count: COUNT, firstSeed: 0, heightPx: 160 });
    await drawSet(at('held'), { kind: 'reference', count: COUNT, firstSeed: COUNT, heightPx: 160 });
    const random = new Mt19937(1);
    await derive('blurred', 'held', (image) => image.blur(2));
    await derive('jpeg', 'held', async (image) => sharp(await image.jpeg({ quality: 3 }).toBuffer()));
    await derive('noisy', 'held', (image) => withNoise(image, 25, random));
    // Not to the bit: neighbourhoods of exact duplicates have no extent, and the scores say so instead.
    await derive('collapsed', 'held', (image) => withNoise(image, 2, random), MODES);
    await derive('memorised', 'reference', (image) => image);
    const sets = ['held', ...damages];
    const compared = await compareEach(chooseMetrics(Object.keys(movements)), at('reference'), sets.map(at), {
      features: EXTRACTOR,
      settings: {},
      engine: { name: 'onnxruntime' },
      seed: 0,
      onError: 'fail',
      intervals: false,
    });
    compared.forEach(({ comparison }, i) => {
      const values = comparison.scores.map((score) => {
        if (score.status !== 'ok') throw new Error(`${score.id}: ${score.reason}`);
        return [score.id, score.value] as const;
      });
      scores.set(sets[i]!, new Map(values));
    });
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true }));

  it.each(Object.entries(movements))('move %s as they should', (id, expected) => {
    const good = scores.get('held')!.get(id)!;
    const found = damages.map((damage, i) => {
      const moved = scores.get(damage)!.get(id)! - good;
      return expected[i] === 'any' ? 'any' : moved > 0 ? 'up' : moved < 0 ? 'down' : 'still';
    });
    expect(found).toEqual(expected);
  });
});
