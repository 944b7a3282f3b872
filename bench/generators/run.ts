/**
 * The figures of fixtures/generators/README.md, as Markdown tables, of mannequins in studios that the training has not seen.
 *
 *   node --import tsx bench/generators/run.ts distances|control|engines [COUNT] [GENERATORS]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { table } from '../poses/table.js';
import { control } from './control.js';
import { distances } from './distances.js';
import { engines } from './engines.js';

const parts: Readonly<
  Record<string, (generators: string, folder: string, count: number) => Promise<string[][]>>
> = { distances, control, engines };

const [what = '', count = '100', generators = 'fixtures/generators'] = process.argv.slice(2);
const make = parts[what];
if (!make) throw new Error(`Expected one of ${Object.keys(parts).join(', ')}; got '${what}'.`);
const folder = await mkdtemp(join(tmpdir(), 'gan-eval-generators-'));
try {
  const [head, ...rows] = await make(generators, folder, Number(count));
  console.log(table(head!, rows));
} finally {
  await rm(folder, { recursive: true });
}
