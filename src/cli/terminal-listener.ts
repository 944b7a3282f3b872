import { MultiBar } from 'cli-progress';
import type { Listener } from '../suite/listener.js';

const MEBIBYTE = 2 ** 20;

/** Progress with rate and time left on stderr, if that is a terminal; notices in any case. */
export function terminalListener(): Listener {
  const onNotice = (text: string) => process.stderr.write(`${text}\n`);
  if (!process.stderr.isTTY) return { onNotice };
  let bars: MultiBar | undefined;
  let advance: ((amount: number) => void) | undefined;
  return {
    onNotice,
    onStage({ label, total, unit }) {
      bars = new MultiBar({
        stream: process.stderr,
        clearOnComplete: true,
        hideCursor: true,
        barsize: 24,
        etaBuffer: 100,
        format: `${label} [{bar}] {percentage}% | {value}/{total} {unit} | {rate} {unit}/s | {eta_formatted} left`,
      });
      const scale = unit === 'bytes' ? MEBIBYTE : 1;
      const shownUnit = unit === 'bytes' ? 'MiB' : unit;
      const started = performance.now();
      const bar = bars.create(Math.ceil(total / scale), 0, { unit: shownUnit, rate: '-' });
      let done = 0;
      advance = (amount) => {
        done += amount;
        const perSecond = (done / scale / (performance.now() - started)) * 1000;
        bar.update(Math.floor(done / scale), { unit: shownUnit, rate: perSecond.toFixed(1) });
      };
    },
    onAdvance: (amount) => {
      advance?.(amount);
    },
    onStageEnd() {
      bars?.stop();
      bars = undefined;
    },
  };
}
