import type { Outlook, RunListener } from '../suite/run/run-listener.js';
import type { RunStep } from '../suite/run/run-steps.js';
import { formatDuration } from './format-duration.js';
import { RecentRate } from './recent-rate.js';

interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface RunView extends RunListener {
  /** Leaves the screen as it should be. */
  end(): void;
}

/** Redrawing more often than this shows nothing more. */
const FRAME_MS = 100;

const NOTHING_KNOWN: Outlook = { step: undefined, later: 0, atLeast: true };

/**
 * Shows where a run is: on a terminal one line that is drawn anew, elsewhere a line a step.
 * @param now - the clock, ms
 */
export function runView(output: Output, now: () => number = () => performance.now()): RunView {
  const isTerminal = output.isTTY === true;
  let steps: readonly RunStep[] = [];
  let place = 0;
  let stage: { label: string; total: number; unit: string; rate: RecentRate } | undefined;
  let drawnAt = -Infinity;
  let outlook = NOTHING_KNOWN;
  let stepSince = now();

  const clear = (): void => {
    if (isTerminal) output.write('\r\x1b[2K');
  };
  const draw = (force: boolean): void => {
    if (!isTerminal || (!force && now() - drawnAt < FRAME_MS)) return;
    drawnAt = now();
    const text = [head(), ...stageWords()].join(' | ');
    clear();
    output.write(text.slice(0, (output.columns ?? 80) - 1));
  };
  const head = (): string => {
    const step = steps[place];
    return step ? `${place + 1}/${steps.length} ${step.label}` : 'getting ready';
  };
  const stageWords = (): string[] => {
    if (!stage) return [];
    const { label, total, unit, rate } = stage;
    const { done, perSecond } = rate;
    const share = total > 0 ? Math.floor((100 * done) / total) : 100;
    if (unit !== 'images') return [`${label} ${share}%`];
    const progress = `${label} ${done}/${total} images`;
    if (perSecond === undefined) return [progress];
    return [`${progress}, ${Number(perSecond.toPrecision(2))}/s`, left((total - done) / perSecond)];
  };
  /** @param ofStage - seconds that the stage will still take at its rate so far */
  const left = (ofStage: number): string => {
    const { step, later, atLeast } = outlook;
    const ofStep = Math.max(ofStage, (step ?? 0) - (now() - stepSince) / 1000);
    const time = formatDuration(ofStep + later);
    if (!atLeast && step !== undefined) return `about ${time} left`;
    return later > 0 ? `at least ${time} left` : `${time} left of this`;
  };
  return {
    onSteps: (all) => {
      steps = all;
    },
    onStep: (step, ahead = NOTHING_KNOWN) => {
      place = steps.indexOf(step);
      outlook = ahead;
      stepSince = now();
      if (isTerminal) draw(true);
      else output.write(`${head()}\n`);
    },
    onStage: ({ label, total, unit }) => {
      stage = { label, total, unit, rate: new RecentRate(now) };
      draw(true);
    },
    onAdvance: (amount) => {
      stage?.rate.add(amount);
      draw(false);
    },
    onStageEnd: () => {
      stage = undefined;
    },
    onNotice: (text) => {
      clear();
      output.write(`${text}\n`);
      draw(true);
    },
    end: clear,
  };
}
