import type { PathLengthResult } from '../config/path-length-result.js';
import { scoreLines } from './format-comparison.js';
import { printable } from './printable.js';

/** A path length for people: the score, what it was taken of, and what to beware of. */
export function formatPathLength({ scores, generator, walk, provenance }: PathLengthResult): string {
  const { features, runsOn, comparability } = provenance;
  const knobs = Object.entries(walk.knobs).map(([name, value]) => `, ${name} ${value}`);
  const asked = walk.conditions ? `, conditions of ${walk.conditions.manifest}` : '';
  const lines = [
    ...scoreLines(scores),
    '',
    `  generator  ${generator.name}${knobs.join('')}, ${generator.runsOn}`,
    `  path       ${walk.steps} steps of ${walk.epsilon} in ${walk.space}, ${walk.sampling === 'full' ? 'anywhere' : 'at the start'}, seed ${walk.seed}${asked}`,
    `  features   ${features ? `${features.name} ${features.output}, resize ${features.resize}, weights ${features.weightsSha256.slice(0, 12)}, ${runsOn ?? ''}` : ''}`,
    '',
    comparability,
  ];
  return `${lines.map(printable).join('\n')}\n`;
}
