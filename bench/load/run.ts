/**
 * `gan-eval run` on many images with its memory capped by the kernel, and what it took.
 *
 * Usage: node --import tsx bench/load/run.ts [IMAGES] [FEATURES] [LIMIT_MIB]
 * IMAGES: real ones, and as many samples (20000). FEATURES: an extractor; without it a small network that gives 2,048 features.
 * LIMIT_MIB: 2000. Takes a build, and root for the cap. Prints one line of JSON.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { OnnxBuilder } from '../../src/engines/onnx-builder.js';
import { FLOAT } from '../../src/engines/onnx-schema.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { MemoryCap } from './memory-cap.js';

const MAIN = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');
const MEBIBYTE = 2 ** 20;
const SIDE = 64;
const WIDTH = 2048;

const [count = '20000', features = 'tiny.onnx', limitMib = '2000'] = process.argv.slice(2);
const images = Number(count);

const folder = await mkdtemp(join(tmpdir(), 'gan-eval-load-'));
try {
  await writeWorld();
  console.log(JSON.stringify({ images, features, ...(await measure()) }));
} finally {
  await rm(folder, { recursive: true });
}

async function writeWorld(): Promise<void> {
  await mkdir(join(folder, 'real'));
  await mkdir(join(folder, 'generator'));
  const random = new Mt19937(1);
  for (let i = 0; i < images; i++) {
    // Soft blotches: small files of many values.
    const data = Uint8Array.from({ length: 8 * 8 * 3 }, () => random.integer(0, 256));
    const small = sharp(data, { raw: { width: 8, height: 8, channels: 3 } });
    await small.resize(SIDE, SIDE).toFile(join(folder, 'real', `${i}.png`));
  }
  await writeFile(join(folder, 'tiny.onnx'), tinyExtractor());
  await writeFile(join(folder, 'generator', 'net.onnx'), blotches());
  const generator = {
    ...{ loader: 'onnx', file: 'net.onnx', kind: 'unconditional' },
    ...{
      image: { widthPx: SIDE, heightPx: SIDE },
      latent: { input: 'z', size: 192 },
      output: { range: [-1, 1] },
    },
  };
  await writeFile(join(folder, 'generator', 'generator.json'), JSON.stringify(generator));
  const ids = 'fid, kid, precision-recall, density-coverage';
  await writeFile(
    join(folder, 'gan-eval.yaml'),
    `real: real\nout: out\nsamples: ${images}\nfeatures: { name: ${features} }\ncontrol: false\n` +
      `generators: [{ name: blotches, source: generator }]\nmetrics: { ids: [${ids}] }\n`,
  );
}

/** The first 2,048 values of the image. */
function tinyExtractor(): Uint8Array {
  const onnx = new OnnxBuilder();
  const image = onnx.input('image', FLOAT, [-1, 3, 32, 32]);
  const flat = onnx.node('Reshape', [image, onnx.int64(-1, 3072)]);
  onnx.output('features', FLOAT, onnx.node('Slice', [flat, onnx.int64(0), onnx.int64(WIDTH), onnx.int64(1)]));
  return onnx.encode('tiny');
}

function blotches(): Uint8Array {
  const onnx = new OnnxBuilder();
  const z = onnx.input('z', FLOAT, [-1, 192]);
  const small = onnx.node('Reshape', [z, onnx.int64(-1, 3, 8, 8)]);
  const scales = onnx.constant({ dims: [4], data: Float32Array.of(1, 1, 8, 8) });
  const large = onnx.node('Resize', [small, '', scales], { mode: 'linear' });
  onnx.output('image', FLOAT, onnx.node('Tanh', [large]));
  return onnx.encode('blotches');
}

interface Measured {
  readonly capped: string;
  readonly code: number | null;
  readonly signal: string | null;
  readonly seconds: number;
  /** Resident memory of the process at its highest, as the kernel has it. */
  readonly peakMib: number;
  /** The highest in each of the run's steps. */
  readonly stepsMib: Readonly<Record<string, number>>;
}

async function measure(): Promise<Measured> {
  const cap = openCap();
  const command = `${cap?.entry ?? ':'} && exec "$0" "$@"`;
  const since = performance.now();
  const child = spawn('sh', ['-c', command, process.execPath, MAIN, 'run'], {
    cwd: folder,
    env: { ...process.env, GAN_EVAL_HOME: process.env.GAN_EVAL_HOME ?? join(folder, 'home') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let step = 'start';
  const stepsMib: Record<string, number> = {};
  let peakMib = 0;
  child.stderr.on('data', (text: Buffer) => {
    process.stderr.write(text);
    step = /^\d+\/\d+ (.*)$/m.exec(text.toString())?.[1] ?? step;
  });
  const watch = setInterval(() => {
    void readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (status) => {
        const mib = (name: string) =>
          Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024;
        stepsMib[step] = Math.max(stepsMib[step] ?? 0, Math.round(mib('VmRSS')));
        peakMib = Math.max(peakMib, Math.round(mib('VmHWM')));
      },
      () => undefined,
    );
  }, 100);
  const end = await new Promise<Pick<Measured, 'code' | 'signal'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code, signal });
    });
  });
  clearInterval(watch);
  cap?.remove();
  const seconds = Math.round((performance.now() - since) / 1000);
  return { capped: cap ? `${cap.kind}, ${limitMib} MiB` : 'not capped', ...end, seconds, peakMib, stepsMib };
}

function openCap(): MemoryCap | undefined {
  try {
    return new MemoryCap('gan-eval-load', Number(limitMib) * MEBIBYTE);
  } catch (error) {
    console.error(`Not capped, only measured: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
