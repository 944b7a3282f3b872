import { reason } from '../../formats/reason.js';
import { benchImages } from './bench-images.js';
import type { Subject } from './measure-rounds.js';
import { networkSubject } from './network-subject.js';
import { openBenchExtractor } from './open-bench-extractor.js';
import { pipelineSubject } from './pipeline-subject.js';
import type { ProcessMessage, ProcessTask } from './process-task.js';

// A process of its own for each thing measured: its memory can be told, and a device that brings the process down takes nothing along.
const LOOK_EVERY_MS = 20;

let peakBytes = 0;
const look = (): void => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
};
setInterval(look, LOOK_EVERY_MS).unref();

// Whoever started it has ended, or wants no more of it.
process.on('disconnect', () => process.exit());

const subject = openSubject(JSON.parse(process.argv[2]!) as ProcessTask);
process.on('message', (ms: number) => {
  void answer(async () => {
    const done = await (await subject).round(ms);
    look();
    return { kind: 'round', peakBytes, ...done };
  });
});
void answer(async () => {
  await subject;
  return { kind: 'ready' };
});

async function openSubject(task: ProcessTask): Promise<Subject> {
  const extractor = await openBenchExtractor(task.features, task.engine, task);
  if (!task.pipeline) return networkSubject(extractor, task, task.batch);
  const { images, workers } = task.pipeline;
  return pipelineSubject(extractor, await benchImages(images), { ...task, workers });
}

async function answer(work: () => Promise<ProcessMessage>): Promise<void> {
  try {
    say(await work());
  } catch (error) {
    say({ kind: 'failure', reason: reason(error).replace(/\s+/g, ' ').trim() });
  }
}

function say(message: ProcessMessage): void {
  process.send!(message);
}
