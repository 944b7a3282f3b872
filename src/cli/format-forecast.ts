import type { RunForecast, StepForecast } from '../suite/run/forecast-run.js';
import { formatDuration } from './format-duration.js';
import { formatTable } from './format-table.js';
import { printable } from './printable.js';

/** What a run would do, and how long that would take. */
export function formatForecast({ out, points, steps, seconds, notCounted }: RunForecast): string {
  const pointRows = points.map(({ id, images, there }) => [
    id,
    `${images} images`,
    there === images ? 'all there' : there > 0 ? `${there} of them there` : '',
  ]);
  const stepRows = steps.map((step) => [
    step.label,
    `${step.images} images`,
    step.kept === null ? '' : `${step.kept} kept`,
    timeOf(step),
    step.basis === ''
      ? ''
      : `(${step.secondsPerImage === null ? '' : `${each(step.secondsPerImage)} an image, `}${step.basis})`,
  ]);
  const lines = [
    `Into ${out}`,
    '',
    ...formatTable(pointRows, ['left', 'right', 'left']).map((row) => `  ${row}`),
    '',
    'What there is to do',
    ...formatTable(stepRows, ['left', 'right', 'right', 'right', 'left']).map((row) => `  ${row}`),
    '',
    `About ${formatDuration(seconds)}, not counting:`,
    ...notCounted.map((what) => `  ${what}`),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function timeOf({ seconds, kept }: StepForecast): string {
  if (seconds === null) return 'time not known';
  if (seconds === 0) return 'nothing to do';
  return `${kept === null ? 'up to ' : ''}${formatDuration(seconds)}`;
}

const each = (seconds: number): string =>
  seconds < 1 ? `${(1000 * seconds).toPrecision(2)} ms` : `${seconds.toPrecision(2)} s`;
