import type { RunResult } from '../../config/run-result.js';
import type { Tradeoff, TradeoffReading } from '../../config/tradeoff-result.js';
import { formatInterval, formatScore } from '../format-score.js';
import { markdownText } from '../markdown-text.js';
import { estimateCell, list, table } from './markdown-parts.js';

/**
 * Quality held against each kind of control.
 * @param pictures - lines for each of the panels
 */
export function tradeoffSection(
  { tradeoffs }: Pick<RunResult, 'tradeoffs'>,
  pictures: readonly (readonly string[])[],
): string[] {
  if (tradeoffs.length === 0) return [];
  return [
    '## Quality against control',
    '',
    ...tradeoffs.flatMap((tradeoff, i) => [
      `### ${tradeoff.about === 'pose' ? 'Pose' : 'Outfit'}`,
      '',
      ...(pictures[i] ?? []),
      ...pointTable(tradeoff),
      ...readingTable(tradeoff),
      ...list(tradeoff.notes.map(markdownText)),
    ]),
  ];
}

function pointTable({ quality, control, points, draws }: Tradeoff): string[] {
  return [
    ...table(
      [
        'point',
        `${markdownText(quality.title)} ↓`,
        `${markdownText(control.title)}, normalised control ↑`,
        'on the front',
        'in draws',
      ],
      ['left', 'right', 'right', 'left', 'right'],
      points.map(({ point, quality: x, control: y, onFront, membership }) => [
        markdownText(point),
        estimateCell(x),
        estimateCell(y),
        onFront === null ? '–' : onFront ? 'yes' : 'no',
        membership === null ? '–' : `${Math.round(100 * membership)}%`,
      ]),
    ),
    `In brackets the 95% intervals. On the front: no other point is at least as good in both and better in one; in draws: in how many of ${draws} draws within the intervals.`,
    '',
  ];
}

function readingTable({ quality, control, hypervolumes, readings, reference }: Tradeoff): string[] {
  const volumes = hypervolumes.map(({ generator, volume }) => ({
    what: 'hypervolume',
    generator: generator ?? 'all together',
    reading: volume,
  }));
  const readOff = readings.map(({ generator, what, at, reading }) => ({
    what:
      what === 'control at quality'
        ? `${control.title} at ${quality.title} ${at}`
        : `${quality.title} at ${control.title} ${at}`,
    generator,
    reading,
  }));
  const rows = [...volumes, ...readOff].map(({ what, generator, reading }) => [
    markdownText(what),
    markdownText(generator),
    readingCell(reading),
    markdownText(reasonOf(reading)),
  ]);
  return [
    ...table(['', 'generator', 'value', ''], ['left', 'left', 'right', 'left'], rows),
    ...(reference && volumes.length > 0
      ? [
          `Hypervolumes are seen from ${markdownText(quality.title)} ${formatScore(reference.quality)} and control ${formatScore(reference.control)}.`,
          '',
        ]
      : []),
  ];
}

function readingCell(reading: TradeoffReading): string {
  if (reading.status === 'undefined') return '–';
  const { value, reach } = reading;
  return reach.status === 'ok' && reach.low < reach.high
    ? `${formatScore(value)} (${formatInterval(reach.low, reach.high)})`
    : formatScore(value);
}

function reasonOf(reading: TradeoffReading): string {
  if (reading.status === 'undefined') return reading.reason;
  return reading.reach.status === 'undefined' ? `no interval: ${reading.reach.reason}` : '';
}
