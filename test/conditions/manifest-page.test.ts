import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestLineSchema } from '../../src/config/manifest.js';
import { ConditionReader } from '../../src/conditions/condition-reader.js';
import { importFormats } from '../../src/conditions/importers/formats.js';
import {
  coco17,
  openPose18,
  openPose25,
  type KeypointLayout,
} from '../../src/conditions/keypoint-layouts.js';
import { keypointNames } from '../../src/conditions/pose.js';

const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'manifest.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('docs/manifest.md', () => {
  it('has an example that can be read', () => {
    const example = /```json\n([\s\S]*?)```/.exec(page)![1]!.trim().split('\n');
    const reader = new ConditionReader('example');
    const conditions = example.flatMap((text, i) => reader.read({ number: i + 1, text }) ?? []);
    expect(reader.slots).toEqual(['top', 'bottom', 'shoes']);
    expect(conditions.map(({ id }) => id)).toEqual(['000000', '000001']);
    // No field of the example is one that passes unread.
    const known = Object.keys(manifestLineSchema.shape);
    for (const text of example.slice(1)) {
      for (const field of Object.keys(JSON.parse(text) as object)) expect(known).toContain(field);
    }
  });

  it('describes every field', () => {
    const described = rows.flatMap(([first = '']) => [...first.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    for (const field of Object.keys(manifestLineSchema.shape)) expect(described).toContain(field);
  });

  it('tells the joints as the layouts have them', () => {
    const source = ({ joints }: KeypointLayout, name: (typeof keypointNames)[number]): string => {
      const from = joints[name];
      if (from === null) return '-';
      return typeof from === 'number' ? `${from}` : `middle ${from.join(', ')}`;
    };
    const expected = keypointNames.map((name, i) => [
      `${i}`,
      `\`${name}\``,
      ...[coco17, openPose18, openPose25].map((layout) => source(layout, name)),
    ]);
    expect(rows.filter(([first = '']) => /^\d+$/.test(first))).toEqual(expected);
  });

  it('tells of every format that can be imported', () => {
    for (const { name } of importFormats) expect(rows.map(([first]) => first)).toContain(`\`${name}\``);
  });
});
