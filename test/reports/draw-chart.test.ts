import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Plot, PlotMark } from '../../src/reports/charts/plot.js';
import { drawChart } from '../../src/reports/draw-chart.js';

const mark = (x: number, y: number, more: Partial<PlotMark> = {}): PlotMark => ({
  x,
  y,
  reachX: null,
  reachY: null,
  label: null,
  text: '',
  strong: true,
  ...more,
});

const plot: Plot = {
  id: 'plot',
  title: '',
  caption: '',
  description: '',
  x: { title: '', include: [0, 10], ticks: 'none' },
  y: { title: '', include: [0, 10], ticks: 'none' },
  series: [{ name: 'one', style: 0, drawnAs: 'marks', marks: [mark(5, 5)] }],
  guides: [],
  tracks: [],
  staircase: [],
  missing: [],
  heightPx: 200,
};
const [series] = plot.series as [Plot['series'][number]];
const size = { widthPx: 300, heightPx: 200 };

/** Pixels as rows of [r, g, b, a]. */
async function pixels(
  png: Buffer,
): Promise<{ width: number; height: number; at: (x: number, y: number) => number[] }> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray(4 * (y * info.width + x), 4 * (y * info.width + x) + 4),
  ];
  return { width: info.width, height: info.height, at };
}

const raw = (drawn: Plot): Promise<Buffer> => sharp(drawChart(drawn, size)).ensureAlpha().raw().toBuffer();
const plain = raw(plot);

/** How many pixels two pictures differ in. */
function differing(a: Buffer, b: Buffer): number {
  let count = 0;
  for (let i = 0; i < a.length; i += 4) if (a.readUint32LE(i) !== b.readUint32LE(i)) count++;
  return count;
}

describe('drawChart', () => {
  it('is a PNG of twice the size, white to the edges, the same each time', async () => {
    const png = drawChart(plot, size);
    expect(png).toEqual(drawChart(plot, size));
    const { width, height, at } = await pixels(png);
    expect([width, height]).toEqual([600, 400]);
    for (const corner of [at(0, 0), at(599, 0), at(0, 399), at(599, 399)])
      expect(corner).toEqual([255, 255, 255, 255]);
  });

  it('has the mark where its values are, in its colour', async () => {
    const middleOf = async (place: PlotMark) => {
      const { at, width, height } = await pixels(
        drawChart({ ...plot, series: [{ ...series, marks: [place] }] }, size),
      );
      const coloured: [number, number][] = [];
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) if (at(x, y).join() === '13,98,100,255') coloured.push([x, y]);
      }
      expect(coloured.length).toBeGreaterThan(300);
      return [0, 1].map((axis) => coloured.reduce((sum, one) => sum + one[axis]!, 0) / coloured.length);
    };
    const [low, high] = [await middleOf(mark(2, 3)), await middleOf(mark(8, 6))];
    // The plane is 0 to 10 with a margin, less than the picture by its padding.
    expect((high[0]! - low[0]!) / 600).toBeGreaterThan(0.5);
    expect((high[0]! - low[0]!) / 600).toBeLessThan(0.6);
    expect((low[1]! - high[1]!) / 400).toBeGreaterThan(0.2);
    expect((low[1]! - high[1]!) / 400).toBeLessThan(0.3);
  });

  it.each<[string, Partial<Plot>]>([
    ['title', { title: 'A title, ψ, Ж, Ž' }],
    ['name of the axis', { x: { ...plot.x, title: 'psi' } }],
    ['numbers', { x: { ...plot.x, ticks: 'numbers' } }],
    ['label of the mark', { series: [{ ...series, marks: [mark(5, 5, { label: 'main' })] }] }],
    ['interval along x', { series: [{ ...series, marks: [mark(5, 5, { reachX: { low: 2, high: 9 } })] }] }],
    ['interval along y', { series: [{ ...series, marks: [mark(5, 5, { reachY: { low: 2, high: 9 } })] }] }],
    ['line', { series: [{ ...series, drawnAs: 'line', marks: [mark(1, 1), mark(5, 5)] }] }],
    ['bar', { series: [{ ...series, drawnAs: 'bars' }] }],
    ['stairs', { staircase: [{ x: 2, y: 8 }] }],
    ['guide', { guides: [{ axis: 'y', at: 2, label: 'floor' }] }],
    ['track', { tracks: [{ row: 3, from: 1, to: 4 }] }],
    ['key of several series', { series: [series, { ...series, name: 'two', style: 1, marks: [] }] }],
  ])('draws the %s', async (_, more) => {
    expect(differing(await plain, await raw({ ...plot, ...more }))).toBeGreaterThan(40);
  });

  it('writes Greek, Cyrillic and accents in letters of their own, not in boxes', async () => {
    const titled = (title: string) => raw({ ...plot, title });
    // Letters that one font has none of come out as the same box.
    expect(differing(await titled('ψψψ'), await titled('ЖЖЖ'))).toBeGreaterThan(40);
    expect(differing(await titled('ψψψ'), await titled('λλλ'))).toBeGreaterThan(40);
    expect(differing(await titled('ŽŽŽ'), await titled('ĞĞĞ'))).toBeGreaterThan(40);
  });

  it('has its letters on a machine without any fonts', () => {
    const titled = { ...plot, title: 'A title, ψ, Ж, Ž' };
    // In a process of its own, as fonts are looked for when the first canvas is made.
    const folder = mkdtempSync(join(tmpdir(), 'no-fonts-'));
    writeFileSync(
      join(folder, 'fonts.conf'),
      '<?xml version="1.0"?><fontconfig><cachedir>cache</cachedir></fontconfig>',
    );
    const script = `
      import { drawChart } from '${new URL('../../src/reports/draw-chart.ts', import.meta.url).pathname}';
      process.stdout.write(drawChart(${JSON.stringify(titled)}, ${JSON.stringify(size)}));`;
    writeFileSync(join(folder, 'draw.mts'), script);
    const bare = execFileSync(process.execPath, ['--import', 'tsx', join(folder, 'draw.mts')], {
      env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
      cwd: new URL('../..', import.meta.url),
    });
    rmSync(folder, { recursive: true });
    expect(bare).toEqual(drawChart(titled, size));
  });
});
