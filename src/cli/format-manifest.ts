import type { Box, Condition } from '../conditions/condition.js';
import { keypointNames } from '../conditions/pose.js';
import type { ManifestCheck } from '../suite/manifest/check-manifest.js';
import type { ImportReport } from '../suite/manifest/import-manifest.js';
import type { ManifestOverview } from '../suite/manifest/show-manifest.js';
import type { ManifestSummary } from '../suite/manifest/summarise-manifest.js';
import { formatTable } from './format-table.js';
import { printable } from './printable.js';

export function formatImport(report: ImportReport): string {
  const { out, written, withoutPose, remarks, leftOut, skipped } = report;
  const notes = Object.entries({ ...remarks, ...leftOut }).filter(([, count]) => count > 0);
  return lines([
    `${out}: ${written} images`,
    ...(withoutPose > 0 ? [`  ${withoutPose} with nobody found in them (pose null)`] : []),
    ...notes.map(([what, count]) => `  ${count} ${what}`),
    ...(skipped.length > 0 ? [`  ${skipped.length} skipped:`] : []),
    ...skipped.slice(0, 5).flatMap(({ reason }) => reason.split('\n').map((line) => `    ${line}`)),
    ...(skipped.length > 5 ? [`    ... and ${skipped.length - 5} more (--json lists all)`] : []),
  ]);
}

export function formatCheck({ manifest, images, summary, findings }: ManifestCheck): string {
  const found = findings.flatMap(({ severity, text, count, examples }) => [
    `${severity}: ${text}: ${count}`,
    ...examples.flatMap((example) =>
      example.split('\n').map((line, i) => `${i === 0 ? '  ' : '    '}${line}`),
    ),
    ...(count > examples.length ? [`  ... and ${count - examples.length} more`] : []),
  ]);
  return lines([
    `${manifest}: ${summary.images} images, looked for in ${images}`,
    ...summaryLines(summary),
    '',
    ...(found.length > 0 ? found : ['No errors, no warnings.']),
  ]);
}

export function formatOverview({ manifest, summary, first }: ManifestOverview): string {
  return lines([
    `${manifest}: ${summary.images} images`,
    ...summaryLines(summary),
    '',
    `The first one (--id shows another):`,
    ...conditionLines(
      first,
      summary.slots.map(({ slot }) => slot),
    ),
  ]);
}

export function formatCondition(condition: Condition, slots: readonly string[]): string {
  return lines(conditionLines(condition, slots));
}

/** A condition with its joints by name and its outfit as an object. */
export function conditionAsJson({ pose, outfit, ...condition }: Condition): object {
  return {
    ...condition,
    pose: pose && Object.fromEntries(keypointNames.map((name, i) => [name, pose[i] ?? null])),
    outfit: outfit && Object.fromEntries(outfit),
  };
}

const lines = (texts: readonly string[]): string => `${texts.map(printable).join('\n')}\n`;

function summaryLines({
  images,
  poses,
  joints,
  slots,
  boxes,
  headBoxes,
  parsings,
  seeds,
  labels,
  knobs,
}: ManifestSummary): string[] {
  const counts = [
    [poses, 'poses'],
    [boxes, 'person boxes'],
    [headBoxes, 'head boxes'],
    [parsings, 'parsing maps'],
    [seeds, 'seeds'],
  ] as const;
  const given = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return [
    ...(given.length > 0 ? [`  ${given.join(', ')}`] : []),
    ...labels.map(
      (label) => `  label ${label.label}: ${label.values} values in ${label.images} of ${images} images`,
    ),
    ...knobs.map(
      ({ knob, images: count, lowest, highest }) =>
        `  knob ${knob}: ${lowest} to ${highest} in ${count} images`,
    ),
    ...(slots.length > 0 ? ['', ...slotTable(slots)] : []),
    ...(poses > 0 ? ['', ...jointTable(joints)] : []),
  ];
}

function slotTable(slots: ManifestSummary['slots']): string[] {
  return formatTable(
    [
      ['slot', 'worn', 'empty', 'unknown'],
      ...slots.map(({ slot, worn, empty, unknown }) => [slot, `${worn}`, `${empty}`, `${unknown}`]),
    ],
    ['left', 'right', 'right', 'right'],
  ).map(indent);
}

function jointTable(joints: ManifestSummary['joints']): string[] {
  return formatTable(
    [
      ['joint', 'visible', 'hidden', 'missing'],
      ...joints.map(({ name, visible, hidden, missing }) => [name, `${visible}`, `${hidden}`, `${missing}`]),
    ],
    ['left', 'right', 'right', 'right'],
  ).map(indent);
}

const indent = (text: string): string => `  ${text}`;

function conditionLines(condition: Condition, slots: readonly string[]): string[] {
  const { id, file, size, pose, box, headBox, outfit, parsing, labels, seed, knobs } = condition;
  const pairs = (values: Readonly<Record<string, string | number>>): string =>
    Object.entries(values)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ');
  const facts: (readonly [string, string])[] = [
    ['id', id],
    ['file', file],
    ['measured in', size ? `${size.widthPx} x ${size.heightPx} px` : 'px of the image'],
    ['labels', pairs(labels)],
    ['seed', seed === null ? '' : `${seed}`],
    ['knobs', pairs(knobs)],
    ['box', describeBox(box)],
    ['head box', describeBox(headBox)],
    ['parsing', parsing ?? ''],
    ...(outfit ? slots.map((slot) => [slot, articleText(outfit.get(slot))] as const) : []),
    [
      'pose',
      pose ? `${pose.filter((joint) => joint !== null).length} of ${pose.length} joints` : 'not known',
    ],
  ];
  const joints = keypointNames.flatMap((name, i) => {
    const joint = pose?.[i];
    return joint ? [[name, joint.x.toFixed(1), joint.y.toFixed(1), joint.visible ? '' : 'hidden']] : [];
  });
  return [
    ...formatTable(
      facts.filter(([, text]) => text !== ''),
      ['left', 'left'],
    ),
    ...(joints.length > 0 ? formatTable(joints, ['left', 'right', 'right', 'left']).map(indent) : []),
  ];
}

function articleText(article: string | null | undefined): string {
  if (article === undefined) return 'not known';
  return article ?? 'nothing';
}

function describeBox(box: Box | null): string {
  return box ? `${box.width} x ${box.height} px at (${box.x}, ${box.y})` : '';
}
