/**
 * The Fréchet distance beside its peers: same features, same machine, methods in turn, medians.
 *
 *   npx tsx bench/frechet/run.ts --python PATH [--width 2048] [--counts 5000,500] [--repeats 3]
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
  },
});

interface Answer {
  readonly seconds: number;
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
  { name: 'gan-eval (TypeScript)', side: 'ours', method: 'frechet' },
  { name: 'scipy.linalg.sqrtm(Sa @ Sb)', side: 'peers', method: 'sqrtm' },
  { name: 'numpy eigvals(Sa @ Sb)', side: 'peers', method: 'eigvals' },
] as const;

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

async function measure(count: string): Promise<void> {
  const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const ours = new Worker(process.execPath, ['--import', 'tsx', here('ours.ts'), count, values.width]);
  const peers = new Worker(values.python, [here('peers.py'), count, values.width]);
  // Both have set up, and sleep, before the first of them is timed.
  const about = [await ours.read(), await peers.read()];
  const sides = { ours, peers };
  const oracle = await peers.ask('nuclear');
  const seconds = METHODS.map(() => [] as number[]);
  const errors = METHODS.map(() => 0);
  for (let repeat = 0; repeat < Number(values.repeats); repeat++) {
    for (const [i, { side, method }] of METHODS.entries()) {
      const answer = await sides[side].ask(method);
      seconds[i]!.push(answer.seconds);
      errors[i] = Math.abs(answer.traceSqrt - oracle.traceSqrt);
    }
  }
  await Promise.all([ours.close(), peers.close()]);
  console.log(
    `\nN = ${count}, d = ${values.width}; Tr sqrt(Sa Sb) = ${oracle.traceSqrt}; ${JSON.stringify(about)}\n`,
  );
  console.log('| method | seconds, median (all) | absolute error of the trace |\n|---|---|---|');
  for (const [i, { name }] of METHODS.entries()) {
    const all = seconds[i]!.map((value) => value.toFixed(2)).join(', ');
    console.log(`| ${name} | ${median(seconds[i]!).toFixed(2)} (${all}) | ${errors[i]!.toExponential(1)} |`);
  }
}

console.log(
  `${os.cpus()[0]?.model ?? 'unknown CPU'}, ${os.cpus().length} cores, load ${os.loadavg()[0]!.toFixed(1)}`,
);
for (const count of values.counts.split(',')) await measure(count);
