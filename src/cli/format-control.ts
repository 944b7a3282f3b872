import type { ControlResult, ControlScoreRecord, ControlSide } from '../config/control-result.js';
import type { ControlEstimate } from '../config/estimate.js';
import { formatEstimate, short } from './format-estimate.js';
import { formatInterventions } from './format-interventions.js';
import { formatJoint } from './format-joint.js';
import { formatTable } from './format-table.js';
import { printable } from './printable.js';

/** Control for people: a line a score between its floor and its ceiling, joints and slots, what to beware of. */
export function formatControl(result: ControlResult): string {
  const { manifest, generated, ceiling, scores, warnings, provenance } = result;
  const { estimator, supported, outfits, runsOn } = provenance;
  const lines = [
    ...scoreTable(scores),
    '',
    '  ↓ lower is better, ↑ higher is better; in brackets the 95% interval over conditions',
    '  control: (score - floor) / (ceiling - floor): 0 knows nothing of what was asked for, 1 is as good as can be seen',
    ...reasons(scores).map((line) => `  ${line}`),
    ...jointTable(scores),
    ...slotTable(scores),
    ...formatInterventions(result.interventions),
    ...formatJoint(result.joint),
    '',
    `  asked for  ${describeManifest(manifest)}`,
    `  generated  ${describeSide(generated)}`,
    `  ceiling    ${ceiling.status === 'ok' ? describeSide(ceiling) : ceiling.reason}`,
    ...floorLines(result),
    `  estimator  ${estimator.name}, ${supported.length} of 16 joints, weights ${estimator.weightsSha256.slice(0, 12)}, ${runsOn}`,
    ...(outfits
      ? [
          `  outfits    regions from the ${outfits.regions}, seen by ${outfits.name}, weights ${outfits.weightsSha256.slice(0, 12)}`,
        ]
      : []),
    ...notScored(scores),
    ...leftOut(scores),
    ...warnings.map((warning) => `warning: ${warning}`),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function scoreTable(scores: readonly ControlScoreRecord[]): string[] {
  const rows = scores.map(({ title, direction, score, floor, ceiling, control }) => [
    `${title} ${direction === 'lower' ? '↓' : '↑'}`,
    ...[score, floor, ceiling, control].map(formatEstimate),
  ]);
  return formatTable(
    [['', 'score', 'floor', 'ceiling', 'control'], ...rows],
    ['left', 'left', 'left', 'left', 'left'],
  );
}

/** The first score that is one of joints, joint by joint; the others are in the JSON. */
function jointTable(scores: readonly ControlScoreRecord[]): string[] {
  const first = scores.find(({ about, parts }) => about === 'pose' && parts.length > 0);
  if (!first) return [];
  const cell = (value: number | null) => (value === null ? '-' : short(value));
  const rows = first.parts.map(({ part, count, value, floor, ceiling }) => [
    part,
    String(count),
    ...[value, floor, ceiling].map(cell),
  ]);
  const table = formatTable(
    [['', 'images', 'score', 'floor', 'ceiling'], ...rows],
    ['left', 'right', 'right', 'right', 'right'],
  );
  return ['', `${first.title} by joint`, ...table.map((row) => `  ${row}`)];
}

/** Normalised control of outfit scores, slot by slot; for those that have none, the score. */
function slotTable(scores: readonly ControlScoreRecord[]): string[] {
  const outfits = scores.filter(({ slots }) => slots.length > 0);
  const [first] = outfits;
  if (!first) return [];
  const rows = first.slots.map(({ slot }, i) => [
    slot,
    ...outfits.map(({ slots }) => {
      const { control } = slots[i]!;
      return control.status === 'ok' ? short(control.value) : '-';
    }),
  ]);
  const table = formatTable(
    [['', ...outfits.map(({ id }) => id)], ...rows],
    ['left', ...outfits.map(() => 'right' as const)],
  );
  return ['', 'Control by slot', ...table.map((row) => `  ${row}`)];
}

function describeManifest({
  location,
  lines,
  withPose,
  withOutfit,
  slots,
}: ControlResult['manifest']): string {
  const said = slots.map(
    ({ slot, worn, empty, articles }) => `${slot} ${worn} (${articles} articles), empty ${empty}`,
  );
  const outfits = withOutfit > 0 ? `, ${withOutfit} with an outfit: ${said.join('; ')}` : '';
  return `${location}: ${lines} lines, ${withPose} with a pose${outfits}`;
}

function floorLines({ floors, provenance }: ControlResult): string[] {
  return floors.map((floor) =>
    floor.status === 'ok'
      ? `  floor      generated images against ${{ pose: 'the poses', outfit: 'the outfits', image: 'real images' }[floor.about]} of other conditions, ${floor.shuffles} shuffles, seed ${provenance.seed}`
      : `  floor      ${floor.reason}`,
  );
}

function describeSide({ location, count, available, conditions, ...side }: ControlSide): string {
  const chosen = count + side.skipped.length < available ? ` of ${available}` : '';
  const notes = [
    `nobody found in ${side.nobodyFound}`,
    ...counted(side.notScored),
    ...(side.scaled > 0 ? [`what was found in ${side.scaled} scaled to the manifest's picture`] : []),
    ...(side.skipped.length > 0 ? [`${side.skipped.length} unreadable, skipped`] : []),
    ...(side.ignored > 0 ? [`${side.ignored} other files ignored`] : []),
  ];
  return `${location}: ${count}${chosen} images, ${conditions} conditions (${notes.join('; ')})`;
}

/** `3 not scored: REASON (a.png, b.png, c.png)`, a reason each. */
function counted(notScored: ControlSide['notScored']): string[] {
  return Array.from(new Set(notScored.map(({ reason }) => reason)), (why) => {
    const ids = notScored.filter(({ reason }) => reason === why).map(({ id }) => id);
    const shown = ids.slice(0, 3).join(', ');
    return `${ids.length} not scored: ${why} (${shown}${ids.length > 3 ? ', ...' : ''})`;
  });
}

/** Why values and intervals are missing. */
function reasons(scores: readonly ControlScoreRecord[]): string[] {
  return grouped(
    scores.flatMap(({ title, score, floor, ceiling, control }) => {
      const missing = Object.entries({ score, floor, ceiling, control }).flatMap(([column, estimate]) =>
        missingOf(estimate).map((part) => ({ column, ...part })),
      );
      const texts = new Set(missing.map(({ what, reason }) => `${what}: ${reason}`));
      return Array.from(texts, (text) => {
        const of = missing.filter(({ what, reason }) => `${what}: ${reason}` === text);
        const columns = of.map(({ column }) => column).join(', ');
        return [title, `no ${of[0]!.what} of ${columns}: ${of[0]!.reason}`] as const;
      });
    }),
    scores.length,
  );
}

function missingOf(estimate: ControlEstimate): { readonly what: string; readonly reason: string }[] {
  if (estimate.status === 'undefined') return [{ what: 'value', reason: estimate.reason }];
  const { interval } = estimate;
  return interval.status === 'undefined' ? [{ what: 'interval', reason: interval.reason }] : [];
}

function notScored(scores: readonly ControlScoreRecord[]): string[] {
  return grouped(
    scores.flatMap(({ title, about, notScored: { generated } }) =>
      generated.map(
        ({ reason, count }) =>
          [title, `${count} ${about === 'pose' ? 'images' : 'slots'} not scored: ${reason}`] as const,
      ),
    ),
    scores.length,
  );
}

function leftOut(scores: readonly ControlScoreRecord[]): string[] {
  return grouped(
    scores.flatMap(({ title, leftOut: parts }) =>
      Array.from(new Set(parts.map(({ reason }) => reason)), (why) => {
        const of = parts.filter(({ reason }) => reason === why).map(({ part }) => part);
        return [title, `${of.join(', ')} left out: ${why}`] as const;
      }),
    ),
    scores.length,
  );
}

/** Each text once, after the scores that it is about, unless it is about all. */
function grouped(notes: readonly (readonly [title: string, text: string])[], all: number): string[] {
  const titles = new Map<string, string[]>();
  for (const [title, text] of notes) titles.set(text, [...(titles.get(text) ?? []), title]);
  return Array.from(titles, ([text, of]) => (of.length === all ? text : `${of.join(', ')}: ${text}`));
}
