import type { EngineChoice } from '../../src/config/engine-choice.js';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeImage } from '../../src/images/decode-image.js';
import { openImageSet } from '../../src/images/open-image-set.js';
import { sampleGenerator, type SampleRun } from '../../src/suite/sampling/sample-generator.js';
import { drawAsked } from './studio-set.js';

const TFJS: EngineChoice = { name: 'tfjs', device: 'wasm' };

/** How far ONNX Runtime's samples of each generator are from those that TensorFlow.js makes of its export. */
export async function engines(generators: string, folder: string, count: number): Promise<string[][]> {
  const asked = join(folder, 'asked');
  await drawAsked(asked, count);
  const rows: string[][] = [];
  for (const kind of ['unconditional', 'conditional']) {
    const exported = join(generators, kind, 'tfjs');
    if (!(await stat(exported).catch(() => null))) {
      throw new Error(`${exported} is not there: no TensorFlow.js export to compare with.`);
    }
    const run = { seed: 0, count, conditions: kind === 'conditional' ? asked : undefined, knobs: {} };
    const onnx = await levelsOf(
      join(generators, kind),
      { name: 'onnxruntime' },
      { ...run, out: join(folder, kind, 'onnx') },
    );
    const tfjs = await levelsOf(exported, TFJS, { ...run, out: join(folder, kind, 'tfjs') });
    const apart = onnx.map((level, i) => Math.abs(level - tfjs[i]!));
    const most = apart.reduce((a, b) => Math.max(a, b), 0);
    const share = apart.filter((levels) => levels > 0).length / apart.length;
    rows.push([kind, String(most), `${(100 * share).toFixed(3)} %`]);
  }
  return [
    [
      `${count} samples, ${TFJS.name} ${TFJS.device!}`,
      'greatest difference, grey levels',
      'values that differ',
    ],
    ...rows,
  ];
}

/** Values of all samples, one after the other, in the order of their names. */
async function levelsOf(generator: string, engine: EngineChoice, run: SampleRun): Promise<number[]> {
  await sampleGenerator(generator, engine, run);
  const samples = await openImageSet(run.out);
  const levels: number[] = [];
  for (const [index, id] of samples.ids.entries()) {
    const { data } = await decodeImage(await samples.read(index), id);
    for (const level of data) levels.push(level);
  }
  await samples.close();
  return levels;
}
