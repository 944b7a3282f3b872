import { Trial } from './run-case.js';
import type { Message } from './run-worker.js';
import { targets } from './targets.js';

/** Findings after which there is no point in going on. */
const MOST_FINDINGS = 25;

/**
 * Runs cases of one target, and tells before each which it is, so that whoever watches knows what a crash or a hang was about.
 * Arguments: TARGET SEED FIRST END MOST_MIB SANDBOX.
 */
const [name = '', ...rest] = process.argv.slice(2);
const [seed = 0, first = 0, end = 0, mostMib = 0] = rest.slice(0, 4).map(Number);
const sandbox = rest[4]!;

const target = targets.find((known) => known.name === name)!;
process.chdir(sandbox);
const trial = await Trial.open(target, sandbox);
let [next, accepted, slowestSeconds, found] = [first, 0, 0, 0];

const peakMib = (): number => process.resourceUsage().maxRSS / 1024;
const send = (message: Message): Promise<void> =>
  new Promise((resolve) => {
    process.send!(message, () => {
      resolve();
    });
  });
const tell = (problem: string): Promise<void> => {
  found++;
  return send({ kind: 'finding', number: next, problem });
};
const totals = () => ({ next, accepted, slowestSeconds, peakMib: peakMib() });

process.on('unhandledRejection', (error) => {
  void tell(
    `left a rejection behind: ${error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)}`,
  );
});

for (; next < end && found < MOST_FINDINGS; next++) {
  await send({ kind: 'at', ...totals() });
  const result = await trial.run({ seed, number: next });
  if (result.accepted) accepted++;
  slowestSeconds = Math.max(slowestSeconds, result.seconds);
  if (result.problem !== undefined) await tell(result.problem);
  if (peakMib() > mostMib) {
    await tell(`memory: ${Math.round(peakMib())} MiB`);
    break;
  }
  if (next % 1000 === 999 || next === end - 1) {
    const stray = await trial.strayFiles();
    if (stray.length > 0) await tell(`files where none should be: ${stray.join(', ')}`);
    await trial.clean();
  }
}
await send({ kind: 'done', ...totals(), next: Math.min(next + 1, end) });
process.exit(0);
