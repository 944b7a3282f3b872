import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { drawManifestImage } from '../../../src/suite/manifest/draw-manifest-image.js';
import { findCondition } from '../../../src/suite/manifest/show-manifest.js';
import { jsonLines, writeFiles } from '../../conditions/write-files.js';

let folder: string;
const at = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-draw-'));
  await writeFiles(folder, {
    'a.png': { widthPx: 192, heightPx: 256 },
    'top.png': { widthPx: 20, heightPx: 20 },
    'manifest.jsonl': jsonLines([
      {
        id: 'a',
        file: 'a.png',
        // Measured in a picture of half the size: the wrists lie at (30, 60) and (60, 60) there.
        width: 96,
        height: 128,
        pose: Array.from({ length: 16 }, (_, i) =>
          i === 10 ? [30, 60, 2] : i === 15 ? [60, 60, 1] : [0, 0, 0],
        ),
        box: [5, 50, 80, 70],
        headBox: [10, 10, 20, 25],
        outfit: { top: 'top.png', bag: null },
      },
      { id: 'b', file: 'b.png' },
    ]),
  });
});
afterAll(() => rm(folder, { recursive: true }));

async function draw(out: string) {
  const { manifest, condition } = await findCondition(at('manifest.jsonl'), 'a');
  await drawManifestImage(manifest, condition, at(out));
  const { data, info } = await sharp(at(out)).raw().toBuffer({ resolveWithObject: true });
  const colour = (x: number, y: number): number[] => [
    ...data.subarray((y * info.width + x) * 3).subarray(0, 3),
  ];
  return { info, colour };
}

describe('drawManifestImage', () => {
  it('puts joints where they are in the image, right warm, left cool, and articles beside it', async () => {
    const { info, colour } = await draw('look.png');
    // 512 high, so 4 drawn px to one of the picture's; the articles' column is a quarter of the height wide.
    expect([info.width, info.height]).toEqual([384 + 128, 512]);
    expect(colour(120, 240)).toEqual([0xff, 0x7a, 0x1a]);
    // The left edges of the person's box and of the head's.
    for (const x of [20, 40]) expect(colour(x, x === 20 ? 300 : 80)).toEqual([0xe8, 0xe2, 0x2a]);
    const [hiddenRed, hiddenGreen, hiddenBlue] = colour(240, 240);
    expect(Math.min(hiddenRed!, hiddenGreen!, hiddenBlue!)).toBeGreaterThan(0x88);
    expect(colour(60, 400)).toEqual([0x88, 0x88, 0x88]);
    expect(colour(384 + 50, 50)).toEqual([0x88, 0x88, 0x88]);
    expect(colour(384 + 50, 128 + 50)).toEqual([0xd9, 0xd9, 0xd9]);
  });

  it('refuses a file of another kind before it does anything', async () => {
    await expect(draw('look.txt')).rejects.toThrow(UsageError);
  });
});

describe('findCondition', () => {
  it('names the id that was meant', async () => {
    await writeFile(at('two.jsonl'), jsonLines([{ id: '000001' }, { id: '000002' }]));
    await expect(findCondition(at('two.jsonl'), '0000012')).rejects.toThrow(
      /no image with id '0000012' among 2\. Did you mean 000001\?/,
    );
  });
});
