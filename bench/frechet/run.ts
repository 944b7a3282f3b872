/**
 * The Fréchet distance beside its peers: same features, same machine, methods in turn, medians and minima.
 *
 *   npx tsx bench/frechet/run.ts --python PATH [--width 2048] [--counts 5000,500] [--repeats 3] [--helpers 1] [--interval]
 *
 * PATH is a Python with numpy, scipy and threadpoolctl. Set no thread variables: each side has all cores to use.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    python: { type: 'string', default: 'python3' },
    width: { type: 'string', default: '2048' },
    counts: { type: 'string', default: '5000,500' },
    repeats: { type: 'string', default: '3' },
    helpers: { type: 'string', default: '1' },
    interval: { type: 'boolean', default: false },
  },
});

interface Answer {
  readonly seconds: number;
  /** Of all threads together: what a busy machine does not lengthen. */
  readonly processorSeconds: number;
  readonly traceSqrt: number;
}

/** A process that answers a line by a line. */
class Worker {
  private readonly child;
  private readonly lines;

  constructor(command: string, args: readonly string[]) {
    this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async read(): Promise<unknown> {
    const line = await this.lines.next();
    if (line.done) throw new Error(`${this.child.spawnfile} ended without an answer; its message is above.`);
    return JSON.parse(line.value);
  }

  async ask(method: string): Promise<Answer> {
    this.child.stdin.write(`${method}\n`);
    return (await this.read()) as Answer;
  }

  async close(): Promise<void> {
    this.child.stdin.end();
    await once(this.child, 'exit');
  }
}

const METHODS = [
  { name: 'gan-eval, plain TypeScript', side: 'plain', method: 'plain' },
  { name: 'gan-eval, WebAssembly, one thread', side: 'ours', method: 'wasm' },
  { name: `gan-eval, WebAssembly, ${Number(values.helpers) + 1} threads`, side: 'ours', method: 'threads' },
  { name: 'scipy.linalg.sqrtm(Sa @ Sb)', side: 'peers', method: 'sqrtm' },
  { name: 'numpy eigvals(Sa @ Sb)', side: 'peers', method: 'eigvals' },
] as const;

/** From features, so with the covariances; the first is what the second is compared with. */
const INTERVAL_METHODS = [
  { name: 'gan-eval, covariances and distance', side: 'ours', method: 'value' },
  { name: 'gan-eval, the same with the interval: 21 distances', side: 'ours', method: 'interval' },
] as const;

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

async function measure(count: string): Promise<void> {
  const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const start = () =>
    new Worker(process.execPath, ['--import', 'tsx', here('ours.ts'), count, values.width, values.helpers]);
  const ours = start();
  // In a process of its own: code that has worked on two kinds of memory is slower on both.
  const plain = start();
  const peers = new Worker(values.python, [here('peers.py'), count, values.width]);
  // All have set up, and sleep, before the first of them is timed.
  const [about] = await Promise.all([ours.read(), plain.read()]);
  const aboutPeers = await peers.read();
  const sides = { ours, plain, peers };
  const oracle = await peers.ask('nuclear');
  const methods = values.interval ? [...METHODS, ...INTERVAL_METHODS] : METHODS;
  const answers = methods.map(() => [] as Answer[]);
  for (let repeat = 0; repeat < Number(values.repeats); repeat++) {
    for (const [i, { side, method }] of methods.entries()) answers[i]!.push(await sides[side].ask(method));
  }
  await Promise.all(Object.values(sides).map((side) => side.close()));
  console.log(
    `\nN = ${count}, d = ${values.width}; Tr sqrt(Sa Sb) = ${oracle.traceSqrt}; ${JSON.stringify([about, aboutPeers])}\n`,
  );
  console.log(
    '| method | seconds, least | median (all) | processor seconds, least | absolute error of the trace |\n|---|---|---|---|---|',
  );
  for (const [i, { name }] of methods.entries()) {
    const seconds = answers[i]!.map((answer) => answer.seconds);
    const used = Math.min(...answers[i]!.map((answer) => answer.processorSeconds));
    const error = Math.abs(answers[i]!.at(-1)!.traceSqrt - oracle.traceSqrt);
    const all = seconds.map((value) => value.toFixed(2)).join(', ');
    console.log(
      `| ${name} | ${Math.min(...seconds).toFixed(2)} | ${median(seconds).toFixed(2)} (${all}) | ${used.toFixed(2)} | ${error.toExponential(1)} |`,
    );
  }
}

console.log(
  `${os.cpus()[0]?.model ?? 'unknown CPU'}, ${os.cpus().length} cores, load ${os.loadavg()[0]!.toFixed(1)}`,
);
for (const count of values.counts.split(',')) await measure(count);
