import type { ControlEstimate } from '../../config/estimate.js';
import { formatInterval, formatScore } from '../format-score.js';
import { markdownText } from '../markdown-text.js';

/** @param rows - cells of Markdown: what comes from data was made text of before */
export function table(
  head: readonly string[],
  alignment: readonly ('left' | 'right')[],
  rows: readonly (readonly string[])[],
): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(alignment.map((side) => (side === 'left' ? '-' : '-:'))), ...rows.map(line), ''];
}

/** @param texts - Markdown */
export function list(texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : [...texts.map((text) => `- ${text}`), ''];
}

/** Text as it is, between fences that are longer than any in it. */
export function codeBlock(text: string): string[] {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [fence, text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd'), fence, ''];
}

/** `0.512 (0.43 to 0.59)`, a value that is exact alone, or a dash where there is none. */
export function estimateCell(estimate: ControlEstimate | undefined): string {
  if (estimate?.status !== 'ok') return '–';
  const { value, interval } = estimate;
  return interval.status === 'ok' && interval.low < interval.high
    ? `${formatScore(value)} (${formatInterval(interval.low, interval.high)})`
    : formatScore(value);
}

/** Reasons, each once, with what they are about. */
export function groupedReasons(reasons: readonly (readonly [about: string, reason: string])[]): string[] {
  const grouped = new Map<string, string[]>();
  for (const [about, reason] of reasons) grouped.set(reason, [...(grouped.get(reason) ?? []), about]);
  return Array.from(
    grouped,
    ([reason, about]) => `${about.map(markdownText).join(', ')}: ${markdownText(reason)}`,
  );
}
