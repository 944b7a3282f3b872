import { Mt19937 } from '../../../src/math/mt19937.js';
import type {
  Asked,
  EditView,
  InterventionSample,
  Scene,
  ViewedEdit,
} from '../../../src/metrics/interventions/intervention-sample.js';
import type { Appearance, Article } from '../../../src/metrics/outfit/outfit-sample.js';
import { detected, somePose } from '../pose/pose-cases.js';
import { keypointNames } from '../../../src/conditions/pose.js';

export const SLOTS = ['top', 'shoes', 'bag'] as const;
const WIDTH = 24;

/** All that an image shows; another's may leak into it. */
export interface Look {
  readonly pose: Asked['pose'];
  readonly outfit: Asked['outfit'];
  readonly face: Appearance;
  /** Lightness of the wall. */
  readonly wall: number;
  /** Lengths of arms and legs, 1 = as the pose has them. */
  readonly limbs: number;
}

/** An appearance drawn at random. */
export function someAppearance(random: Mt19937): Appearance {
  return appearance([...random.normals(WIDTH)], [20 + 60 * random.random(), 80 * random.random() - 40, 0]);
}

export function appearance(embedding: readonly number[], lab: [number, number, number]): Appearance {
  const length = Math.hypot(...embedding);
  return {
    embedding: Float32Array.from(embedding, (value) => value / length),
    palette: [{ lab, share: 1 }],
    patches: new Float32Array(),
    patchWidth: 1,
  };
}

/** On the way from one appearance to another; 0: the first. */
export function between(a: Appearance, b: Appearance, way: number): Appearance {
  const mix = (from: number, to: number) => from + way * (to - from);
  const [from, to] = [a.palette[0]!.lab, b.palette[0]!.lab];
  return appearance(
    Array.from(a.embedding, (value, i) => mix(value, b.embedding[i]!)),
    [mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])],
  );
}

/** What condition `c` of a world asks for, and how its images look. The bag's slot is empty. */
export function someLook(seed: number): Look {
  const random = new Mt19937(seed);
  const article = (slot: string): Article => ({ ...someAppearance(random), id: `${slot} ${seed}` });
  return {
    pose: { pose: somePose(random) },
    outfit: new Map<string, Article | null>([
      ['top', article('top')],
      ['shoes', article('shoes')],
      ['bag', null],
    ]),
    face: someAppearance(random),
    wall: 20 + 60 * random.random(),
    limbs: 0.7 + 0.6 * random.random(),
  };
}

const bare = appearance([1, ...Array<number>(WIDTH - 1).fill(0)], [70, 10, 15]);

/** An image that shows exactly this, apart from what the estimator misses by, px. */
export function viewOf({ pose, outfit, face, wall, limbs }: Look, errorPx = 0, seed = 0): EditView {
  const found = pose && detected(pose.pose, errorPx, new Mt19937(seed));
  return {
    pose: found && { ...found, keypoints: stretched(found.keypoints, limbs) },
    slots: new Map(
      Array.from(outfit, ([slot, article]) => [slot, { seen: article ?? bare, worn: article ? 0.9 : 0.1 }]),
    ),
    head: face,
    scene: wallOf(wall),
  };
}

/** Elbows, wrists, knees and ankles farther from where their limbs begin. */
function stretched(
  keypoints: NonNullable<EditView['pose']>['keypoints'],
  factor: number,
): NonNullable<EditView['pose']>['keypoints'] {
  const roots: Readonly<Partial<Record<(typeof keypointNames)[number], (typeof keypointNames)[number]>>> = {
    ...{ r_elbow: 'r_shoulder', r_wrist: 'r_shoulder', l_elbow: 'l_shoulder', l_wrist: 'l_shoulder' },
    ...{ r_knee: 'r_hip', r_ankle: 'r_hip', l_knee: 'l_hip', l_ankle: 'l_hip' },
  };
  return keypoints.map((joint, j) => {
    const root = roots[keypointNames[j]!];
    const from = root && keypoints[keypointNames.indexOf(root)];
    if (!joint || !from) return joint;
    return { x: from.x + factor * (joint.x - from.x), y: from.y + factor * (joint.y - from.y) };
  });
}

export function wallOf(lightness: number): Scene {
  const [columns, rows] = [8, 6];
  return {
    columns,
    rows,
    lab: Float32Array.from({ length: 3 * columns * rows }, (_, i) => (i % 3 === 0 ? lightness : 0)),
    background: Uint8Array.from({ length: columns * rows }, (_, i) => (i % columns < 5 ? 1 : 0)),
  };
}

/** The person turned about: all lengths stay. */
export function turned({ pose }: Look): Look['pose'] {
  return pose && { pose: pose.pose.map((joint) => joint && { ...joint, x: 400 - joint.x }) };
}

export interface DrawnEdits {
  readonly conditions: number;
  readonly seeds?: number;
  /** What is asked for after the edit, of a condition's own look and a stranger's. */
  readonly edit: (own: Look, stranger: Look) => Look;
  readonly changed: Partial<ViewedEdit['changed']>;
  /** What the generator makes of it. Default: exactly that. */
  readonly made?: (asked: Look, own: Look, third: Look, index: number) => Look;
}

const estimator = { name: 'drawn', joints: keypointNames };

/** Edits of drawn looks: of each condition towards a stranger's look, made by a generator of known faults. */
export function drawnEdits({ conditions, seeds = 1, edit, changed, made }: DrawnEdits): InterventionSample {
  const galleries = new Map<string, Article[]>(SLOTS.map((slot) => [slot, []]));
  const edits = Array.from({ length: conditions * seeds }, (_, i): ViewedEdit => {
    const c = Math.floor(i / seeds);
    const [own, stranger, third] = [someLook(3 * c + 1), someLook(3 * c + 2), someLook(3 * c + 3)];
    const asked = edit(own, stranger);
    if (i % seeds === 0) {
      for (const { outfit } of [own, asked]) {
        for (const [slot, article] of outfit) {
          const gallery = galleries.get(slot)!;
          if (article && !gallery.some(({ id }) => id === article.id)) gallery.push(article);
        }
      }
    }
    return {
      id: `edit-${String(i).padStart(3, '0')}`,
      condition: `base-${c}`,
      noise: String(i % seeds),
      kind: 'some',
      changed: { pose: false, slots: [], colours: null, ...changed },
      before: { pose: own.pose, outfit: own.outfit },
      after: { pose: asked.pose, outfit: asked.outfit },
      base: viewOf(own),
      edited: viewOf(made ? made(asked, own, third, i) : asked),
    };
  });
  return { estimator, seenBy: 'drawing', edits, galleries };
}
