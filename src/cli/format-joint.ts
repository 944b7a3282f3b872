import type { ControlJoint, ControlResult } from '../config/control-result.js';
import { formatEstimate, short } from './format-estimate.js';
import { formatTable } from './format-table.js';

/** Images and conditions in one number, and KID by label; nothing if that was not asked for. */
export function formatJoint(joint: ControlResult['joint']): string[] {
  if (!joint) return [];
  const rows = joint.scores.map(({ title, score, floor, images }) => [
    `${title} ↓`,
    formatEstimate(score),
    value(floor),
    value(images),
  ]);
  const table = formatTable(
    [['', 'distance', 'conditions exchanged', 'images alone'], ...rows],
    ['left', 'left', 'right', 'right'],
  );
  return [
    '',
    `Images joined with conditions, by ${joint.features.name}, output ${joint.features.output}`,
    ...table.map((row) => `  ${row}`),
    ...reasons(joint.scores).map((reason) => `  ${reason}`),
    ...kidTable(joint.kidByLabel),
  ];
}

/** Why distances or their intervals are missing, each reason once. */
function reasons(scores: ControlJoint['scores']): string[] {
  const all = scores.flatMap(({ title, score }) => {
    if (score.status === 'undefined') return [`${title}: ${score.reason}`];
    return score.interval.status === 'undefined' ? [`no interval: ${score.interval.reason}`] : [];
  });
  return [...new Set(all)];
}

function kidTable(kidByLabel: ControlJoint['kidByLabel']): string[] {
  if (!kidByLabel) return [];
  const { label, kid } = kidByLabel;
  if (kid.status === 'undefined') return [`  no KID by ${label}: ${kid.reason}`];
  const rows = kid.strata.map(({ stratum, real, generated, value: own }) => [
    stratum,
    String(real),
    String(generated),
    own === null ? '-' : own.toPrecision(3),
  ]);
  const table = formatTable(
    [[label, 'real', 'generated', 'KID'], ...rows],
    ['left', 'right', 'right', 'right'],
  );
  return ['', `KID by ${label}: mean ${kid.value.toPrecision(3)}`, ...table.map((row) => `  ${row}`)];
}

function value(of: ControlJoint['scores'][number]['floor']): string {
  return of.status === 'ok' ? short(of.value) : '-';
}
