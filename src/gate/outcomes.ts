import type { GateOutcome } from '../config/gate-result.js';

/** From best to worst. What failed has failed, whatever else is in doubt; without a baseline nothing can be settled by more images. */
const fromBest: readonly GateOutcome[] = ['pass', 'inconclusive', 'no baseline', 'fail'];

/** The worst outcome; pass if there is none. */
export function worstOutcome(judged: readonly { readonly outcome: GateOutcome }[]): GateOutcome {
  return fromBest.findLast((outcome) => judged.some((each) => each.outcome === outcome)) ?? 'pass';
}

const exitCodes: Readonly<Record<GateOutcome, number>> = {
  pass: 0,
  fail: 20,
  inconclusive: 21,
  'no baseline': 22,
};

/** What a command exits with whose gates came out like this: the code of the worst outcome. */
export function gateExitCode(results: readonly { readonly outcome: GateOutcome }[]): number {
  return exitCodes[worstOutcome(results)];
}
