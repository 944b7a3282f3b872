/* Fuzzes every parser, each in processes of its own with a memory limit. docs/reliability.md says what it found. */
import { fork } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Trial } from './run-case.js';
import { targets } from './targets.js';
import type { Target } from './target.js';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string', multiple: true },
    /** Runs this case alone, in this process. */
    case: { type: 'string' },
    out: { type: 'string', default: 'out/fuzz' },
    seconds: { type: 'string', default: '5' },
    'memory-mib': { type: 'string', default: '2048' },
  },
});

const seed = Number(values.seed);
const hangMs = Number(values.seconds) * 1000;
/** Findings of one target after which there is no point in going on. */
const MOST_FINDINGS = 25;

interface Finding {
  readonly number: number;
  readonly problem: string;
}

interface Tally {
  readonly findings: Finding[];
  cases: number;
  accepted: number;
  slowest: number;
  peakMib: number;
}

type Message =
  | { readonly kind: 'at'; readonly number: number }
  | ({ readonly kind: 'finding' } & Finding)
  | { readonly kind: 'done'; readonly accepted: number; readonly slowest: number; readonly peak: number };

const worker = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Cases `first` to `end` - 1, or as far as the process lives. @returns the case to go on with */
async function runWorker(
  target: Target,
  first: number,
  end: number,
  sandbox: string,
  tally: Tally,
): Promise<number> {
  const limits = [String(seed), String(first), String(end), sandbox, values['memory-mib']];
  const child = fork(worker, [target.name, ...limits], {
    execArgv: ['--import', 'tsx', '--max-old-space-size=512'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let [at, isDone, hung, words] = [first, false, false, ''];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-2000)));
  // The first case waits for the modules to load.
  let timer: NodeJS.Timeout | undefined;
  child.on('message', (message: Message) => {
    clearTimeout(timer);
    if (message.kind === 'at') {
      at = message.number;
      timer = setTimeout(() => {
        hung = true;
        child.kill('SIGKILL');
      }, hangMs);
    } else if (message.kind === 'finding') tally.findings.push(message);
    else {
      isDone = true;
      tally.accepted += message.accepted;
      tally.slowest = Math.max(tally.slowest, message.slowest);
      tally.peakMib = Math.max(tally.peakMib, message.peak);
    }
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.on('exit', (...how) => {
      resolve(how);
    });
  });
  clearTimeout(timer);
  tally.cases +=
    (isDone && tally.findings.at(-1)?.problem.startsWith('memory') !== true ? end : at + 1) - first;
  if (isDone) return tally.findings.at(-1)?.problem.startsWith('memory') === true ? at + 1 : end;
  const problem = hung
    ? `still at it after ${values.seconds} s`
    : `the process ended: ${signal ?? code}. ${words}`;
  tally.findings.push({ number: at, problem });
  return at + 1;
}

async function fuzz(target: Target): Promise<Tally> {
  const tally: Tally = { findings: [], cases: 0, accepted: 0, slowest: 0, peakMib: 0 };
  const end = Math.ceil(Number(values.cases) * (target.share ?? 1));
  const sandbox = await mkdtemp(join(tmpdir(), `gan-eval-fuzz-${target.name}-`));
  for (let next = 0; next < end && tally.findings.length < MOST_FINDINGS;) {
    next = await runWorker(target, next, Math.min(end, next + 20_000), sandbox, tally);
  }
  await rm(sandbox, { recursive: true, force: true });
  const trial = await Trial.open(target, await mkdtemp(join(tmpdir(), 'gan-eval-fuzz-')));
  const folder = join(values.out, target.name);
  for (const { number, problem } of tally.findings) {
    await mkdir(folder, { recursive: true });
    if (number >= 0)
      await writeFile(join(folder, `${seed}-${number}.input`), trial.inputOf({ seed, number }));
    await writeFile(join(folder, `${seed}-${number}.txt`), `${problem}\n`);
  }
  return tally;
}

const wanted = targets.filter(({ name }) => values.target?.includes(name) ?? true);
if (values.case !== undefined) {
  for (const target of wanted) {
    const trial = await Trial.open(target, await mkdtemp(join(tmpdir(), 'gan-eval-fuzz-')));
    const { problem, accepted, seconds } = await trial.run({ seed, number: Number(values.case) });
    console.log(`${target.name}: ${problem ?? (accepted ? 'read' : 'refused')} (${seconds.toFixed(3)} s)`);
  }
} else {
  console.log(
    `seed ${seed}; findings go to ${values.out}; again: npm run fuzz -- --target NAME --seed ${seed} --case N`,
  );
  console.log('target               cases  accepted  findings  slowest s  peak MiB');
  let failed = false;
  for (const target of wanted) {
    const { cases, accepted, findings, slowest, peakMib } = await fuzz(target);
    failed ||= findings.length > 0;
    const numbers = [cases, accepted, findings.length, slowest.toFixed(2), Math.round(peakMib)];
    console.log([target.name.padEnd(18), ...numbers.map((value) => String(value).padStart(8))].join(' '));
  }
  process.exitCode = failed ? 1 : 0;
}
