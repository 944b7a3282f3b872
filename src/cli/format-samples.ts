import { printable } from './printable.js';
import type { SampleReport } from '../suite/sampling/sample-generator.js';

/** One line: what there is, where, and how it was made. */
export function formatSamples({ out, generator, count, kept, knobs }: SampleReport): string {
  const settings = Object.entries(knobs ?? {}).map(([name, value]) => `, ${name} ${value}`);
  const old = kept > 0 ? ` (${kept} of them were there)` : '';
  return printable(`${out}: ${count} images of ${generator.name}${settings.join('')}${old}`);
}
