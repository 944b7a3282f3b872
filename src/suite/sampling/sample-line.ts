import type { ManifestLineInput } from '../../config/manifest.js';
import type { Generator } from '../../generators/generator.js';
import { manifestPose, roundPx } from '../manifest/manifest-pose.js';
import { portablePath } from '../portable-path.js';
import type { PlannedSample } from './sample-plan.js';

/** The manifest's line of a sample: what it was asked for, all knobs included. @param out - the manifest's folder */
export function sampleLine(
  { file, seed, condition, box, knobs, styleMix }: PlannedSample,
  { image, knobs: known }: Pick<Generator, 'image' | 'knobs'>,
  out: string,
): ManifestLineInput {
  return {
    file,
    ...(condition && { width: image.widthPx, height: image.heightPx, condition: condition.id }),
    ...(condition?.pose && { pose: manifestPose(condition.pose) }),
    ...(box && { box: [roundPx(box.x), roundPx(box.y), roundPx(box.width), roundPx(box.height)] }),
    ...(condition?.outfit && {
      outfit: Object.fromEntries(
        Array.from(condition.outfit, ([slot, article]) => [slot, article && portablePath(out, article)]),
      ),
    }),
    ...(condition && Object.keys(condition.labels).length > 0 && { labels: { ...condition.labels } }),
    seed,
    knobs: Object.fromEntries(known.map(({ name, default: value }) => [name, knobs[name] ?? value])),
    ...(styleMix && { styleMix }),
  };
}
