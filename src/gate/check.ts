import type { GateCheck } from '../config/gate-result.js';
import { decide, marginOf } from './decide.js';
import type { Operator } from './gate.js';
import type { Known, Missing } from './quantity.js';
import { samplesToSettle } from './samples-to-settle.js';

/** A number held against a limit. */
export interface Held {
  readonly subject: string;
  /** The statistic, as written; empty: the number within its interval. */
  readonly stat: string;
  readonly operator: Operator;
  readonly limit: number;
  /** The end of its reach that has to keep the limit. */
  readonly end: 'low' | 'high';
  /** With the reach that decides. */
  readonly quantity: Known;
  /** The number to be shown. */
  readonly observed: number;
  /** The reach to be shown, of 95%. */
  readonly recorded: Known;
}

export function checkOf(held: Held): GateCheck {
  const { subject, operator, limit, quantity, observed, recorded } = held;
  const outcome = decide(quantity, held);
  const settle = outcome === 'inconclusive' ? samplesToSettle(quantity, limit) : null;
  return {
    ...{ subject, outcome, observed, limit },
    interval: isExact(recorded) ? null : { low: recorded.low, high: recorded.high },
    margin: marginOf(observed, operator, limit),
    samplesToSettle: settle,
    reason: `${observation(held)} ${verdict(held, outcome, settle)}`,
  };
}

/** The check of a number that there is not. */
export function missingCheck(
  { subject, limit }: { readonly subject: string; readonly limit: number | null },
  { outcome, reason, value }: Missing,
): GateCheck {
  return {
    ...{ subject, outcome, limit, reason },
    ...{ observed: value, interval: null, margin: null, samplesToSettle: null },
  };
}

const isExact = ({ low, high }: Known): boolean => low === high;

/** `16.4 (15.3 to 17.5)`, `upper(99) is 17.9 of 16.4 (15.3 to 17.5)`, `value is 18.5`. */
function observation({ stat, observed, recorded, limit }: Held): string {
  const { estimate, low, high, biased } = recorded;
  const text = (value: number): string => shortest(value, limit);
  const bias = biased === null || biased === estimate ? '' : `; ${text(biased)} with its bias`;
  const number = isExact(recorded)
    ? text(estimate)
    : `${text(estimate)} (95% interval ${text(low)} to ${text(high)}${bias})`;
  if (stat === '') return number;
  return observed === estimate ? `${stat} is ${number}` : `${stat} is ${text(observed)} of ${number}`;
}

function verdict({ operator, limit, stat }: Held, outcome: string, settle: number | null): string {
  const rule = `${operator} ${limit}`;
  switch (outcome) {
    case 'pass':
      return `keeps ${rule}`;
    case 'fail':
      return `breaks ${rule}`;
    default:
      return (
        `neither keeps nor breaks ${rule} for certain: the limit lies in the interval` +
        (stat.includes('(') ? ` of ${stat}` : '') +
        (settle === null
          ? '; how many images would settle it cannot be said'
          : `; about ${settle} images, with real images and conditions in proportion, would settle it if the number stays`)
      );
  }
}

/** The value in four digits, or in as many more as it takes to tell it from the limit. */
function shortest(value: number, limit: number): string {
  for (let digits = 4; digits < 17; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (value === limit || Math.sign(rounded - limit) === Math.sign(value - limit)) return String(rounded);
  }
  return String(value);
}
