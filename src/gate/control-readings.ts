import type { ControlResult, ControlScoreRecord } from '../config/control-result.js';
import type { ControlEstimate } from '../config/estimate.js';
import { controlBasis, optionsBasis } from './basis.js';
import type { MeasuredPoint } from './measured-run.js';
import { step, type Path, type Step } from './path.js';
import { withoutInterval, type Reading } from './reading.js';

const NO_JOINT_INTERVAL = 'single joints are recorded without one';
const NO_FLOOR_INTERVAL = 'it is recorded without one';

/**
 * Scores of control with what they stand between, slot by slot and joint by joint: `pck`, `pck.normalised`,
 * `retrieval-1.slots.top.floor`, `pck.joints.r_wrist`; images and conditions in one number: `fjd`; edits: `edits.KIND.ID.gain`.
 */
export function controlReadings(control: ControlResult, point: MeasuredPoint, head: Step): Reading[] {
  const basis = controlBasis(control, point);
  const made = control.generated.count;
  const general = { ofImages: [], basis, images: made, made };
  return [
    ...control.scores.flatMap((score) => scoreReadings(score, control, basis, [head, step(score.id)])),
    ...jointReadings(control).map(([path, estimate]) => ({ ...general, path: [head, ...path], estimate })),
    ...editReadings(control).map(([path, estimate]) => ({ ...general, path: [head, ...path], estimate })),
  ];
}

function scoreReadings(
  score: ControlScoreRecord,
  { images, generated }: ControlResult,
  conditions: Reading['basis'],
  path: Path,
): Reading[] {
  const basis = { ...conditions, ...optionsBasis(score) };
  const made = generated.count;
  const own = images.flatMap((image) => (score.id in image.scores ? [image.scores[score.id]!] : []));
  return [
    ...views(score, { path, basis, images: made, made, ofImages: own }),
    ...score.slots.flatMap(({ slot, count, ...estimates }) =>
      views(estimates, {
        path: [...path, step('slots'), step(slot)],
        ...{ basis, images: count, made },
        ofImages: images.flatMap((image) => {
          const value = image.slots[slot]?.[score.id];
          return value === undefined ? [] : [value];
        }),
      }),
    ),
    ...score.parts.flatMap(({ part, count, value, floor, ceiling }) =>
      Object.entries({ '': value, raw: value, floor, ceiling }).map(([view, number]) => ({
        path: [...path, step('joints'), step(part), ...(view === '' ? [] : [step(view)])],
        ...{ basis, images: count, made, ofImages: [] },
        estimate: withoutInterval(number, NO_JOINT_INTERVAL),
      })),
    ),
  ];
}

/** The score by its own name and by that of its view, and those that it stands between. */
function views(
  { score, control, floor, ceiling }: Pick<ControlScoreRecord, 'score' | 'control' | 'floor' | 'ceiling'>,
  { path, ofImages, ...common }: Omit<Reading, 'estimate'>,
): Reading[] {
  const view = (name: string, estimate: ControlEstimate): Reading => ({
    ...common,
    path: [...path, step(name)],
    estimate,
    ofImages: [],
  });
  return [
    { ...common, path, ofImages, estimate: score },
    { ...view('raw', score), ofImages },
    view('normalised', control),
    view('floor', floor),
    view('ceiling', ceiling),
  ];
}

function jointReadings({ joint }: ControlResult): (readonly [Path, ControlEstimate])[] {
  if (!joint) return [];
  const plain = (value: (typeof joint.scores)[number]['floor']): ControlEstimate =>
    value.status === 'ok' ? withoutInterval(value.value, NO_FLOOR_INTERVAL) : value;
  return joint.scores.flatMap(({ id, score, floor, images }) => [
    [[step(id)], score] as const,
    [[step(id), step('floor')], plain(floor)] as const,
    [[step(id), step('images')], plain(images)] as const,
  ]);
}

function editReadings({ interventions }: ControlResult): (readonly [Path, ControlEstimate])[] {
  return (interventions?.kinds ?? []).flatMap(({ kind, gains, leakages }) => {
    const at = (id: string, view: string): Path => [step('edits'), step(kind), step(id), step(view)];
    return [
      ...gains.flatMap(({ id, gain, ceiling, normalised }) =>
        Object.entries({ gain, ceiling, normalised }).map(([view, value]) => [at(id, view), value] as const),
      ),
      ...leakages.flatMap(({ id, drift, noise, unrelated, leakage }) =>
        Object.entries({ drift, noise, unrelated, leakage }).map(
          ([view, value]) => [at(id, view), value] as const,
        ),
      ),
    ];
  });
}
