import type { BenchResult, Measured, Rate } from '../suite/bench/bench-result.js';
import { markdownTable } from './markdown-table.js';

const MEBIBYTE = 2 ** 20;
const GIBIBYTE = 2 ** 30;

/** The result as Markdown: the machine, the table, and what follows from it. */
export function formatBench(result: BenchResult): string {
  const { preparing, network, statistics, pipeline } = result;
  const rows = [
    ...preparing.map((row) => [`decode and resize, ${row.images}`, workers(row.workers), speed(row), '']),
    ...network.map((row) => [
      `network, ${row.device}`,
      `${split(row)}batch ${row.batch}`,
      speed(row),
      memory(row.peakBytes),
    ]),
    [`mean and covariance, width ${statistics.width}`, '', `${range(statistics.rowsPerSecond)} rows/s`, ''],
    [`Fréchet distance, width ${statistics.width}`, '', `${range(statistics.frechetSeconds)} s`, ''],
    ...pipeline.map((row) => [
      `all of it, ${row.images}, ${row.device}`,
      `${split(row)}batch ${row.batch}, ${workers(row.workers)}`,
      speed(row),
      memory(row.peakBytes),
    ]),
  ];
  return [
    machineLine(result),
    '',
    markdownTable(['what', 'how', 'median (lowest to highest)', 'peak memory, MiB'], rows),
    '',
    `The network is that of ${result.features}.${chosenLine(result)}`,
    ...result.notes,
    '',
  ].join('\n');
}

function machineLine({ machine, measuredAt }: BenchResult): string {
  const { cpu, cores, memoryBytes, system, load, versions } = machine;
  const parts = [
    `${cpu}, ${count(cores, 'core')}, ${Math.round(memoryBytes / GIBIBYTE)} GiB`,
    system,
    `Node ${versions.node}`,
    `onnxruntime ${versions.onnxruntime}`,
    `gan-eval ${versions['gan-eval']}`,
    measuredAt.slice(0, 10),
  ];
  const busy =
    load > cores / 2 ? ` The machine was busy (load ${load.toFixed(1)}): these are lower bounds.` : '';
  return `${parts.join('; ')}.${busy}`;
}

function chosenLine({ chosen }: BenchResult): string {
  if (chosen === null) return '';
  const { device, kept, ...best } = chosen;
  // Without the file, whose path would tell who the user is.
  const use = kept === null ? '' : ', kept for what this machine does from now on; no digit depends on it';
  return ` Best on ${device}: ${divided(best)}${use}.`;
}

function divided({ lanes, threads }: { readonly lanes: number; readonly threads: number }): string {
  return `${lanes === 1 ? '1 copy' : `${lanes} copies`} x ${count(threads, 'thread')}`;
}

/** Of a device that divides the work itself there is nothing to say. */
function split(row: { readonly device: string; readonly lanes: number; readonly threads: number }): string {
  return row.device === 'onnxruntime cpu' ? `${divided(row)}, ` : '';
}

const workers = (number: number): string => count(number, 'worker');
const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
const memory = (bytes: number | null): string => (bytes === null ? '' : `${Math.round(bytes / MEBIBYTE)}`);
const speed = (row: Measured): string =>
  row.rate === null ? `not measured: ${row.reason}` : `${range(row.rate)} images/s`;

function range({ median, lowest, highest }: Rate): string {
  return lowest === highest ? digits(median) : `${digits(median)} (${digits(lowest)} to ${digits(highest)})`;
}

/** Three digits, as much as a busy machine repeats. */
function digits(value: number): string {
  return value >= 100 ? `${Math.round(value)}` : value.toPrecision(3);
}
