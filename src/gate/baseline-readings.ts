import { differingBasis } from './basis.js';
import type { MeasuredRun } from './measured-run.js';
import { pathText } from './path.js';
import type { Missing } from './quantity.js';
import type { Reading } from './reading.js';
import { readingsOfRun } from './readings-of-run.js';

/** The accepted result that deltas are taken from, or why there is none. */
export type Baseline = MeasuredRun | { readonly missing: string };

/** Finds what a number is compared with. */
export interface BaselineReadings {
  counterpartOf(reading: Reading): { readonly status: 'ok'; readonly reading: Reading } | Missing;
}

export function baselineReadings(baseline: Baseline): BaselineReadings {
  if ('missing' in baseline) return { counterpartOf: () => none(baseline.missing) };
  const readings = readingsOfRun(baseline);
  return {
    counterpartOf(reading) {
      const there =
        readings.find((other) => isSame(reading, other)) ??
        readings.find((other) => isNamesake(reading, other));
      if (!there) return none(`the baseline has no ${pathText(reading.path)}`);
      const differing = differingBasis(reading.basis, there.basis);
      return differing.length === 0
        ? { status: 'ok', reading: there }
        : none(`the baseline does not compare: ${differing.join('; ')}`);
    },
  };
}

function none(reason: string): Missing {
  return { status: 'missing', outcome: 'no baseline', reason, value: null };
}

const isSame = (reading: Reading, other: Reading): boolean => pathText(reading.path) === pathText(other.path);

/** Where a sweep's main point was another one, its name finds it; that the knob differs is then said of the basis. */
function isNamesake({ path }: Reading, other: Reading): boolean {
  return (
    path.length === other.path.length &&
    path.every((step, i) => {
      const { name, byName } = other.path[i]!;
      return step.name === name && step.byName && byName;
    })
  );
}
