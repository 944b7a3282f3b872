import { SingleBar } from 'cli-progress';
import type { Listener } from '../suite/listener.js';
import { RecentRate } from './recent-rate.js';
import { stageWords } from './stage-words.js';
import { printable, printableText } from './printable.js';

/** Progress with rate and time left on stderr, if that is a terminal; notices in any case. */
export function terminalListener(): Listener {
  let bar: SingleBar | undefined;
  let advance: ((amount: number) => void) | undefined;
  const onNotice = (text: string) => process.stderr.write(`${printableText(text)}\n`);
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
        // It would be switched off in the terminal until the end, which a signal does not wait for; lines are cut to the width instead.
        linewrap: true,
        format: `${printable(label)} [{bar}] {words}`,
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
