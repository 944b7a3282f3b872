import { bones } from '../../conditions/pose-overlay.js';
import { keypointNames } from '../../conditions/pose.js';
import { html, type Html } from '../html.js';

/** Joints in MPII order; null: there is none. Hidden ones are drawn hollow. */
export type LayerJoints = readonly ({
  readonly x: number;
  readonly y: number;
  readonly visible?: boolean;
} | null)[];

/**
 * A pose as a layer over a picture, in the picture's px.
 * @param kind - what is asked for, or what was found; the style sheet tells them apart by more than colour
 */
export function poseLayer(joints: LayerJoints, kind: 'target' | 'found'): Html {
  const at = (name: string) => joints[keypointNames.findIndex((each) => each === name)] ?? null;
  const lines = bones.flatMap(([from, to]) => {
    const [a, b] = [at(from), at(to)];
    return a && b ? [`M${px(a.x)} ${px(a.y)}L${px(b.x)} ${px(b.y)}`] : [];
  });
  const dots = (visible: boolean): string =>
    joints
      .flatMap((joint) =>
        joint && (joint.visible ?? true) === visible ? [`M${px(joint.x)} ${px(joint.y)}h0`] : [],
      )
      .join('');
  const hidden = dots(false);
  return html`<g class="layer ${kind}"
    ><path class="halo" d="${lines.join('')}" /><path class="bone" d="${lines.join('')}" /><path
      class="joint"
      d="${dots(true)}"
    />${hidden !== '' && html`<path class="joint" d="${hidden}" /><path class="hidden" d="${hidden}" />`}</g
  >`;
}

/** Lines from where joints were asked for to where they were found. */
export function missLayer(target: LayerJoints, found: LayerJoints): Html {
  const lines = target.flatMap((asked, i) => {
    const seen = found[i];
    return asked && seen ? [`M${px(asked.x)} ${px(asked.y)}L${px(seen.x)} ${px(seen.y)}`] : [];
  });
  return html`<path class="layer found miss" d="${lines.join('')}" />`;
}

/** To a tenth of a pixel. */
const px = (value: number): number => Math.round(10 * value) / 10;
