import type { EngineChoice } from '../config/engine-choice.js';
import { forkModule } from './fork-module.js';

/** A GPU's libraries take some seconds to load from a cold disk. */
const MOST_SECONDS = 60;

/**
 * Whether a device works. It is tried in a process of its own: drivers write to the terminal, and may bring a process down.
 * @returns undefined if a network runs there, else why it does not
 */
export function probeDevice(choice: EngineChoice): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = forkModule('./probe-process', import.meta.url, choice, {
      timeout: 1000 * MOST_SECONDS,
      killSignal: 'SIGKILL',
    });
    child.once('message', (finding: { readonly failure?: string }) => {
      resolve(finding.failure);
      // It has said all; some drivers let a process end only after a while.
      child.kill('SIGKILL');
    });
    child.once('error', (error) => {
      resolve(`the process that tries it does not start: ${error.message}`);
    });
    child.once('exit', (code, signal) => {
      resolve(
        child.killed
          ? `nothing came of a trial of ${MOST_SECONDS} s`
          : `the process that tried it ended with ${signal ?? `code ${code}`}`,
      );
    });
  });
}
