/**
 * Reads .pth files with gan-eval's own reader and compares them with the seeded weights: same keys in the same order,
 * same shapes, same bits. The files are too large to commit; pth_files.py writes them.
 *
 * Usage: node --import tsx bench/parity/check-pth.ts FILE.pth ...
 */
import { readStateDict } from '../../src/formats/pth.js';
import { inceptionV3FidParameters } from '../../src/models/inception-v3-fid.js';
import { readGolden } from '../../test/parity/golden.js';
import { weightsSha256 } from '../../test/parity/weights-sha256.js';

const { weights } = await readGolden();
const layout = inceptionV3FidParameters.map(({ name, dims }) => `${name} [${dims.join()}]`).join('\n');

for (const path of process.argv.slice(2)) {
  const start = performance.now();
  const state = await readStateDict(path);
  const seconds = (performance.now() - start) / 1000;
  const seen = [...state].map(([name, { dims }]) => `${name} [${dims.join()}]`).join('\n');
  const faults = [
    ...(seen === layout ? [] : ['keys or shapes differ from the canonical layout']),
    ...(weightsSha256(state) === weights.sha256 ? [] : ['the values differ from the seeded weights']),
  ];
  if (faults.length > 0) process.exitCode = 1;
  const verdict = faults.length > 0 ? faults.join('; ') : `${state.size} tensors, the same bits`;
  console.log(`${path}: ${verdict} (read in ${seconds.toFixed(2)} s)`);
}
