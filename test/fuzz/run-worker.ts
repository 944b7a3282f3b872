import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What went wrong in a case. */
export interface Finding {
  readonly number: number;
  readonly problem: string;
}

/** Of a worker's cases so far. */
export interface Totals {
  /** The case after the last that was run. */
  readonly next: number;
  readonly accepted: number;
  readonly slowestSeconds: number;
  readonly peakMib: number;
}

export type Message = ({ readonly kind: 'at' | 'done' } & Totals) | ({ readonly kind: 'finding' } & Finding);

/** Cases `first` to `end` - 1 of a target, in a folder of their own. */
export interface Batch {
  readonly target: string;
  readonly seed: number;
  readonly first: number;
  readonly end: number;
  readonly sandbox: string;
  readonly mostMib: number;
}

const worker = fileURLToPath(new URL('worker.ts', import.meta.url));

/**
 * Runs cases in a process of their own, with 512 MiB of heap.
 * @param patienceMs - what one may take
 * @returns as far as the process lived; what ended it is among the findings
 */
export async function runWorker(
  { target, seed, first, end, sandbox, mostMib }: Batch,
  patienceMs: number,
): Promise<{ readonly totals: Totals; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = [];
  let totals: Totals = { next: first, accepted: 0, slowestSeconds: 0, peakMib: 0 };
  let [isDone, hung, lastWords] = [false, false, ''];
  let timer: NodeJS.Timeout | undefined;
  const child = fork(worker, [target, ...[seed, first, end, mostMib].map(String), sandbox], {
    execArgv: ['--import', 'tsx', '--max-old-space-size=512'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2000);
  });
  child.on('message', (message: Message) => {
    clearTimeout(timer);
    if (message.kind === 'finding') {
      findings.push(message);
      return;
    }
    totals = message;
    isDone = message.kind === 'done';
    timer = setTimeout(() => {
      hung = true;
      child.kill('SIGKILL');
    }, patienceMs);
  });
  const how = await new Promise<string>((resolve) => {
    child.on('exit', (code, signal) => {
      resolve(signal ?? String(code));
    });
  });
  clearTimeout(timer);
  if (isDone) return { totals, findings };
  const problem = hung ? `still at it after ${patienceMs} ms` : `the process ended: ${how}. ${lastWords}`;
  findings.push({ number: totals.next, problem });
  return { totals: { ...totals, next: totals.next + 1 }, findings };
}
