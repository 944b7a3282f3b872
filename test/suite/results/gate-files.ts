import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GateResult } from '../../../src/config/gate-result.js';
import type { PairedComparison } from '../../../src/config/paired-result.js';
import type { Comparison } from '../../../src/config/result.js';
import { runFileSchema } from '../../../src/config/run-file.js';
import type { RunResult } from '../../../src/config/run-result.js';
import {
  aComparison,
  aControl,
  aControlScore,
  anEstimate,
  anInterval,
  aPoint,
  aRunResult,
  aScore,
} from '../../config/run-result-builder.js';

/** FID as a comparison has it, its interval 1 to either side. */
const fid = (value: number): Comparison =>
  aComparison([aScore('fid', value, { interval: anInterval(value, 1) })]);

/** One conditional generator, its FID, and one image. */
export function aGatedRun(value: number, gates: GateResult[] = []): RunResult {
  const images = [{ id: 'a.png', condition: 'a', joints: null, scores: { pck: 1 }, slots: {} }];
  const control = aControl([aControlScore('pck', 'pose', anEstimate(0.5))], { images });
  return aRunResult({
    configuration: runFileSchema.parse({
      real: 'real',
      generators: [{ name: 'conditional', source: 'g' }],
      gates: ['fid < 20', { name: 'Obedience', gate: 'conditional.pck.normalised > 0.4' }],
    }),
    points: [aPoint('conditional', { quality: fid(value), control })],
    gates,
  });
}

function aPairedComparison(): PairedComparison {
  return {
    ...{ schema: 'gan-eval/paired-comparison/1', candidate: fid(16), baseline: fid(12), paired: true },
    differences: [
      {
        ...{ status: 'ok', id: 'fid', title: 'FID', direction: 'lower', unit: '', value: 4 },
        ...{ interval: anInterval(4, 0.5), better: 'baseline' },
      },
    ],
  };
}

/** A temporary folder with a result of each kind, and with what is none. */
export async function gateFiles(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gan-eval-gate-'));
  const failed: GateResult = { gate: 'fid < 3', name: null, outcome: 'fail', checks: [], reason: '' };
  const files = {
    'result.json': aGatedRun(16),
    'better.json': aGatedRun(12),
    'failed.json': aGatedRun(16, [failed]),
    'fid.json': fid(16),
    'control.json': aControl([aControlScore('pck', 'pose', anEstimate(0.5))]),
    'versus.json': aPairedComparison(),
    'later.json': { ...aGatedRun(16), schema: 'gan-eval/run/2' },
    'damaged.json': { ...aGatedRun(16), points: 3 },
    'list.json': [],
  };
  const texts = Object.entries(files).map(([name, json]) => [name, JSON.stringify(json)] as const);
  for (const [name, text] of [...texts, ['text.json', 'not json'] as const]) {
    await writeFile(join(folder, name), text);
  }
  return folder;
}
