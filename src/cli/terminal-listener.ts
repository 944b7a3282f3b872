import { SingleBar } from 'cli-progress';
import type { Listener } from '../suite/listener.js';
import { printable, printableText } from './printable.js';

const MEBIBYTE = 2 ** 20;

type Unit = Parameters<NonNullable<Listener['onStage']>>[0]['unit'];

const formats: Readonly<Record<Unit, string>> = {
  images: '{value}/{total} images | {rate} images/s | ',
  bytes: '{value}/{total} MiB | {rate} MiB/s | ',
  percent: '',
};

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
        hideCursor: true,
        barsize: 24,
        etaBuffer: 100,
        synchronousUpdate: true,
        format: `${printable(label)} [{bar}] {percentage}% | ${formats[unit]}{eta_formatted} left`,
      });
      bar = stage;
      const scale = unit === 'bytes' ? MEBIBYTE : 1;
      const started = performance.now();
      stage.start(Math.ceil(total / scale), 0, { rate: '-' });
      let done = 0;
      advance = (amount) => {
        done += amount;
        const perSecond = (done / scale / (performance.now() - started)) * 1000;
        stage.update(Math.floor(done / scale), { rate: perSecond.toFixed(1) });
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
