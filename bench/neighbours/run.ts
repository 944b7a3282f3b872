/**
 * Neighbour scores beside prdc and torch-fidelity: same features (width 2048), a fresh process each, methods in turn, medians.
 *
 *   npx tsx bench/neighbours/run.ts --python PATH [--counts 5000,10000] [--repeats 3]
 *
 * PATH is a Python with bench/requirements.txt. Set no thread variables: each side has all cores to use.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

const { values } = parseArgs({
  options: {
    python: { type: 'string', default: 'python3' },
    counts: { type: 'string', default: '5000,10000' },
    repeats: { type: 'string', default: '3' },
  },
});

interface Answer {
  readonly seconds: number;
  /** Of all threads: what other work on the machine does not stretch. */
  readonly cpuSeconds: number;
  readonly peakMiB: number;
  readonly scores: Readonly<Record<string, number>>;
}

const METHODS = [
  { name: 'gan-eval, all four, k = 5', ours: true, args: ['prdc', '--no-intervals'] },
  { name: 'gan-eval, all four with intervals, k = 5', ours: true, args: ['prdc'] },
  { name: 'prdc, all four, k = 5', ours: false, args: ['prdc'] },
  { name: 'gan-eval, precision and recall, k = 3', ours: true, args: ['precision-recall', '--no-intervals'] },
  { name: 'gan-eval, precision and recall with intervals, k = 3', ours: true, args: ['precision-recall'] },
  { name: 'torch-fidelity, precision and recall, k = 3', ours: false, args: ['precision-recall'] },
  { name: 'torch-fidelity, in parts, k = 3', ours: false, args: ['precision-recall-part'] },
] as const;

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const run = promisify(execFile);

async function measure({ ours, args }: (typeof METHODS)[number], count: string): Promise<Answer> {
  const [command, ...first] = ours
    ? [process.execPath, '--import', 'tsx', script('ours.ts')]
    : [values.python, script('peers.py')];
  const { stdout } = await run(command, [...first, count, ...args]);
  return JSON.parse(stdout) as Answer;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

console.log(
  '| images a side | method | seconds, median (lowest to highest) | processor seconds, lowest | peak memory, MiB | scores |',
);
console.log('| --- | --- | --- | --- | --- | --- |');
for (const count of values.counts.split(',')) {
  const answers = METHODS.map((): Answer[] => []);
  for (let round = 0; round < Number(values.repeats); round++) {
    for (const [i, method] of METHODS.entries()) answers[i]!.push(await measure(method, count));
  }
  METHODS.forEach(({ name }, i) => {
    const seconds = answers[i]!.map((answer) => answer.seconds);
    const range = `${Math.min(...seconds).toFixed(1)} to ${Math.max(...seconds).toFixed(1)}`;
    const cpu = Math.min(...answers[i]!.map(({ cpuSeconds }) => cpuSeconds)).toFixed(1);
    const peak = Math.max(...answers[i]!.map(({ peakMiB }) => peakMiB));
    const scores = Object.entries(answers[i]![0]!.scores).map(([id, score]) => `${id} ${score.toFixed(5)}`);
    console.log(
      `| ${count} | ${name} | ${median(seconds).toFixed(1)} (${range}) | ${cpu} | ${peak} | ${scores.join(', ')} |`,
    );
  });
}
