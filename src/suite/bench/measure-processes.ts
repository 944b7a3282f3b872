import { reason } from '../../formats/reason.js';
import type { Measured } from './bench-result.js';
import { measureRounds, ROUNDS } from './measure-rounds.js';
import type { ProcessTask } from './process-task.js';
import { startProcess, type ProcessSubject } from './start-process.js';

type MeasuredProcess = Measured & { readonly peakBytes: number | null };

/** Starts a process for each task, one after the other, and measures them in turn. @param ms - of a round of one */
export async function measureProcesses(
  tasks: readonly ProcessTask[],
  ms: number,
  onStep: () => void,
): Promise<MeasuredProcess[]> {
  const started: (ProcessSubject | string)[] = [];
  const running = (): ProcessSubject[] => started.filter((each) => typeof each !== 'string');
  try {
    for (const task of tasks) {
      started.push(await startProcess(task).catch(reason));
      onStep();
    }
    const subjects = running();
    const measured = await measureRounds(subjects, ms, onStep);
    for (let i = 0; i < ROUNDS * (started.length - subjects.length); i++) onStep();
    return started.map((each) =>
      typeof each === 'string'
        ? { rate: null, reason: each, peakBytes: null }
        : { ...measured[subjects.indexOf(each)]!, peakBytes: each.peakBytes() },
    );
  } finally {
    await Promise.all(running().map((subject) => subject.close()));
  }
}
