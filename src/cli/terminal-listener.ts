import { SingleBar } from 'cli-progress';
import type { Listener } from '../suite/listener.js';
import { RecentRate } from './recent-rate.js';
import { stageWords } from './stage-words.js';

/** Progress with rate and time left on stderr, if that is a terminal; notices in any case. */
export function terminalListener(): Listener {
  let bar: SingleBar | undefined;
  let advance: ((amount: number) => void) | undefined;
  const onNotice = (text: string) => process.stderr.write(`${text}\n`);
  if (!process.stderr.isTTY) return { onNotice };
  return {
    onNotice,
    onStage({ label, total, unit }) {
      // One that redraws as it is told: a metric may keep the thread busy, and no timer fires then.
      const stage = new SingleBar({
        stream: process.stderr,
        clearOnComplete: true,
        barsize: 24,
        synchronousUpdate: true,
        format: `${label} [{bar}] {words}`,
      });
      bar = stage;
      const rate = new RecentRate(() => performance.now());
      const words = () => ({ words: stageWords({ total, unit, rate }) });
      stage.start(total, 0, words());
      advance = (amount) => {
        rate.add(amount);
        stage.update(rate.done, words());
      };
    },
    onAdvance: (amount) => {
      advance?.(amount);
    },
    onStageEnd() {
      bar?.stop();
      bar = undefined;
      advance = undefined;
    },
  };
}
