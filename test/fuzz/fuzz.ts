/* Fuzzes every parser, each in processes of its own with a memory limit. docs/reliability.md says what it found. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Trial } from './run-case.js';
import { runWorker, type Finding } from './run-worker.js';
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
const patienceMs = Number(values.seconds) * 1000;
const mostMib = Number(values['memory-mib']);

/** Findings of one target after which there is no point in going on. */
const MOST_FINDINGS = 25;
/** A process is not older than this many cases. */
const BATCH = 20_000;

interface Tally {
  readonly findings: Finding[];
  readonly cases: number;
  readonly accepted: number;
  readonly slowestSeconds: number;
  readonly peakMib: number;
}

async function fuzz(target: Target): Promise<Tally> {
  const end = Math.ceil(Number(values.cases) * (target.share ?? 1));
  const sandbox = await mkdtemp(join(tmpdir(), `gan-eval-fuzz-${target.name}-`));
  const findings: Finding[] = [];
  let [next, accepted, slowestSeconds, peakMib] = [0, 0, 0, 0];
  while (next < end && findings.length < MOST_FINDINGS) {
    const batch = { ...{ target: target.name, seed, sandbox, mostMib }, first: next };
    const { totals, findings: found } = await runWorker(
      { ...batch, end: Math.min(end, next + BATCH) },
      patienceMs,
    );
    for (const finding of found) {
      // On a busy machine a case may be late through no fault of its own: it is tried once more, by itself.
      const isLate = finding.problem.startsWith('still at it');
      const { number } = finding;
      const again = isLate
        ? await runWorker({ ...batch, first: number, end: number + 1 }, patienceMs)
        : { findings: [finding] };
      findings.push(...again.findings);
    }
    next = totals.next;
    accepted += totals.accepted;
    slowestSeconds = Math.max(slowestSeconds, totals.slowestSeconds);
    peakMib = Math.max(peakMib, totals.peakMib);
  }
  await rm(sandbox, { recursive: true, force: true });
  await keep(target, findings);
  return { findings, cases: next, accepted, slowestSeconds, peakMib };
}

/** Writes the input of each finding, and what was wrong. */
async function keep(target: Target, findings: readonly Finding[]): Promise<void> {
  if (findings.length === 0) return;
  const trial = await Trial.open(target, await mkdtemp(join(tmpdir(), 'gan-eval-fuzz-')));
  const folder = join(values.out, target.name);
  await mkdir(folder, { recursive: true });
  for (const { number, problem } of findings) {
    await writeFile(join(folder, `${seed}-${number}.input`), trial.inputOf({ seed, number }));
    await writeFile(join(folder, `${seed}-${number}.txt`), `${problem}\n`);
  }
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
    const { cases, accepted, findings, slowestSeconds, peakMib } = await fuzz(target);
    failed ||= findings.length > 0;
    const numbers = [cases, accepted, findings.length, slowestSeconds.toFixed(2), Math.round(peakMib)];
    console.log([target.name.padEnd(18), ...numbers.map((value) => String(value).padStart(8))].join(' '));
  }
  process.exitCode = failed ? 1 : 0;
}
