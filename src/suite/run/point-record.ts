import type { ControlResult } from '../../config/control-result.js';
import type { Comparison } from '../../config/result.js';
import type { Point } from '../../config/run-result.js';
import { fileHash } from '../../models/file-hash.js';
import { portablePath } from '../portable-path.js';
import type { PlannedPoint } from './run-plan.js';

/** What was found out about a point, as results record it: every path is one from the run folder. */
export async function pointRecord(
  { id, generator, kind, identity, runsOn, knobs, swept, main, ...planned }: PlannedPoint,
  quality: Comparison,
  control: ControlResult | null,
  out: string,
): Promise<Point> {
  const { images, survey, sampling, conditions } = planned;
  return {
    ...{ id, generator, kind, identity, runsOn, knobs, swept, main },
    samples: {
      location: portablePath(out, images),
      count: survey.count,
      seed: sampling?.run.seed ?? 0,
      conditions:
        conditions === undefined
          ? null
          : {
              manifest: portablePath(out, conditions),
              sha256: await fileHash(conditions, 'sha256', 'hex'),
            },
    },
    quality: {
      ...quality,
      real: quality.real && moved(quality.real, out),
      generated: moved(quality.generated, out),
    },
    control: control && {
      ...control,
      manifest: moved(control.manifest, out),
      generated: moved(control.generated, out),
      ceiling: control.ceiling.status === 'ok' ? moved(control.ceiling, out) : control.ceiling,
    },
  };
}

function moved<Side extends { readonly location: string }>(side: Side, folder: string): Side {
  return { ...side, location: portablePath(folder, side.location) };
}
