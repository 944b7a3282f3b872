/**
 * Many images of real size through `gan-eval stats`: memory of the whole process tree and images done, along the way. Writes a CSV and the
 * graph of docs/performance.md, and prints how far memory and time are from flat and linear. Linux.
 *
 * Usage: npx tsx bench/scale/run.ts COUNT [--features NAME] [--images FOLDER] [--csv FILE] [--graph FILE.png]
 * Images are drawn into FOLDER (100 KB each), which is kept if it is named.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fitLine } from '../../src/math/fit-line.js';
import { drawChart } from '../../src/reports/draw-chart.js';
import { describeMachine } from '../../src/suite/run/machine.js';
import { drawPhotographs } from './draw-photographs.js';
import { memoryPlot } from './memory-plot.js';
import type { Moment } from './moment.js';
import { treeMemoryMib } from './tree-memory.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    features: { type: 'string', default: 'inception-v3-nsfwjs' },
    images: { type: 'string' },
    csv: { type: 'string', default: 'scale.csv' },
    graph: { type: 'string', default: 'docs/performance-memory.png' },
  },
});
const count = Number(positionals[0]);
if (!Number.isSafeInteger(count) || count < 2) throw new Error('Usage: run.ts COUNT, 2 or more.');

const scratch = await mkdtemp(join(tmpdir(), 'gan-eval-scale-'));
try {
  const folder = values.images ?? join(scratch, 'images');
  console.error(`Drawing ${count} images into ${folder}.`);
  await drawPhotographs(folder, count);
  const moments = await watch(folder, values.features);
  await writeFile(values.csv, toCsv(moments));
  await writeFile(values.graph, drawChart(memoryPlot(moments)));
  console.log(`${describeMachine()}, Node ${process.version}\n\n${summary(moments)}`);
} finally {
  await rm(scratch, { recursive: true });
}

async function watch(folder: string, features: string): Promise<Moment[]> {
  const script = fileURLToPath(new URL('./child.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script, folder, features, join(scratch, 'out.npz')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const moments: Moment[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line) as Omit<Moment, 'mebibytes'>;
    const mebibytes = child.pid === undefined ? 0 : await treeMemoryMib(child.pid);
    // The last line may come when the process has gone.
    if (mebibytes > 0) moments.push({ ...told, mebibytes });
    console.error(
      `${told.images} images, ${told.seconds.toFixed(0)} s by the clock, ${mebibytes.toFixed(0)} MiB`,
    );
  }
  const code = await exit;
  if (code !== 0) throw new Error(`The run ended with ${code}.`);
  return moments;
}

function toCsv(moments: readonly Moment[]): string {
  const rows = moments.map(({ images, seconds, processorSeconds, mebibytes }) =>
    [images, seconds.toFixed(2), processorSeconds.toFixed(2), mebibytes.toFixed(1)].join(','),
  );
  return ['images,seconds,processor_seconds,memory_mib', ...rows, ''].join('\n');
}

/** The first tenth, in which threads start and memory is taken, is left out. */
function summary(moments: readonly Moment[]): string {
  const last = moments.at(-1)!.images;
  const settled = moments.filter(({ images }) => images >= last / 10);
  const halves = [
    settled.filter(({ images }) => images <= (last * 11) / 20),
    settled.filter(({ images }) => images > (last * 11) / 20),
  ];
  const slopes = (of: (moment: Moment) => number) =>
    halves.map(
      (half) =>
        fitLine(
          half.map(({ images }) => images),
          half.map(of),
        ).slope,
    );
  const time = (of: (moment: Moment) => number) => {
    const [first = NaN, second = NaN] = slopes(of);
    return `${(first * 1000).toFixed(1)} | ${(second * 1000).toFixed(1)} | ${((second / first - 1) * 100).toFixed(1)}%`;
  };
  const memory = slopes(({ mebibytes }) => mebibytes).map((slope) => (slope * 1000).toFixed(1));
  const peak = Math.max(...moments.map(({ mebibytes }) => mebibytes));
  return [
    `${last} images; peak memory ${peak.toFixed(0)} MiB.`,
    '',
    '| | 10% to 55% | 55% to 100% | difference |',
    '|---|---|---|---|',
    `| milliseconds an image, by the clock | ${time(({ seconds }) => seconds)} |`,
    `| milliseconds an image, of the processor | ${time(({ processorSeconds }) => processorSeconds)} |`,
    `| MiB of memory per 1,000 images | ${memory.join(' | ')} | |`,
  ].join('\n');
}
