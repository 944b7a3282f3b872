import type { ControlScoreRecord } from '../../config/control-result.js';
import type { Point, RunResult } from '../../config/run-result.js';
import { runScores, type RunScore } from '../charts/run-score.js';
import { markdownText } from '../markdown-text.js';
import { estimateCell, groupedReasons, list, table } from './markdown-parts.js';

/** Every score: of the main points in the open, of all settings folded. */
export function scoresSection({ points }: Pick<RunResult, 'points'>): string[] {
  const scores = runScores(points);
  const main = points.filter((point) => point.main);
  return [
    '## Scores',
    '',
    ...scoreTable(scores, main),
    'In brackets the 95% intervals; ↓ lower is better, ↑ higher is better. Normalised control: 0 as if conditions were shuffled, 1 as real images.',
    '',
    ...list(groupedReasons(scores.flatMap((score) => main.flatMap((point) => reasonOf(score, point))))),
    ...(main.length < points.length ? folded('All settings', scoreTable(scores, points)) : []),
    ...main.flatMap(controlTable),
  ];
}

function scoreTable(scores: readonly RunScore[], points: readonly Point[]): string[] {
  return table(
    ['score', ...points.map(({ id }) => markdownText(id))],
    ['left', ...points.map(() => 'right' as const)],
    scores.map((score) => [
      `${markdownText(score.title)} ${score.direction === 'lower' ? '↓' : '↑'}`,
      ...points.map((point) => estimateCell(score.of(point))),
    ]),
  );
}

function reasonOf(score: RunScore, point: Point): (readonly [string, string])[] {
  const estimate = score.of(point);
  if (!estimate) return [];
  const about = `${score.title} of ${point.generator}`;
  if (estimate.status === 'undefined') return [[about, estimate.reason]];
  const { interval } = estimate;
  return interval.status === 'undefined' ? [[about, `no interval, as ${interval.reason}`]] : [];
}

/** What normalised control is made of. */
function controlTable({ id, control }: Point): string[] {
  if (!control) return [];
  const row = ({ title, direction, score, floor, ceiling }: ControlScoreRecord) => [
    `${markdownText(title)} ${direction === 'lower' ? '↓' : '↑'}`,
    ...[score, floor, ceiling].map(estimateCell),
  ];
  return folded(
    `Control of ${markdownText(id)} between floor and ceiling`,
    table(
      ['score', 'generated', 'floor', 'ceiling'],
      ['left', 'right', 'right', 'right'],
      control.scores.map(row),
    ),
  );
}

function folded(summary: string, content: readonly string[]): string[] {
  return ['<details>', `<summary>${summary}</summary>`, '', ...content, '</details>', ''];
}
