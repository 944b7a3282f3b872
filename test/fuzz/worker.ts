import { targets } from './targets.js';
import { Trial } from './run-case.js';

/**
 * Runs cases of one target, and tells before each which it is, so that whoever watches knows what a crash or a hang was about.
 * Arguments: TARGET SEED FIRST END SANDBOX MEMORY_MIB.
 */
const [name, ...rest] = process.argv.slice(2);
const [seed, first, end] = rest.slice(0, 3).map(Number) as [number, number, number];
const sandbox = rest[3]!;
const mostBytes = Number(rest[4]) * 2 ** 20;

const target = targets.find((known) => known.name === name)!;
process.chdir(sandbox);
const trial = await Trial.open(target, sandbox);
let [accepted, slowest, found] = [0, 0, 0];
const tell = (message: object): Promise<void> =>
  new Promise((resolve) => {
    process.send!(message, () => {
      resolve();
    });
  });

process.on('unhandledRejection', (error) => {
  void tell({
    kind: 'finding',
    number: -1,
    problem: `left a rejection behind: ${error instanceof Error ? error.stack : String(error)}`,
  });
});

for (let number = first; number < end; number++) {
  await tell({ kind: 'at', number });
  const result = await trial.run({ seed, number });
  if (result.accepted) accepted++;
  slowest = Math.max(slowest, result.seconds);
  if (result.problem !== undefined && ++found <= 25)
    await tell({ kind: 'finding', number, problem: result.problem });
  const peak = process.resourceUsage().maxRSS * 1024;
  if (peak > mostBytes) {
    await tell({ kind: 'finding', number, problem: `memory: ${Math.round(peak / 2 ** 20)} MiB` });
    break;
  }
  if (number % 1000 === 999 || number === end - 1) {
    const stray = await trial.strayFiles();
    if (stray.length > 0)
      await tell({ kind: 'finding', number, problem: `files where none should be: ${stray.join(', ')}` });
    await trial.clean();
  }
}
await tell({ kind: 'done', accepted, slowest, peak: process.resourceUsage().maxRSS / 1024 });
process.exit(0);
