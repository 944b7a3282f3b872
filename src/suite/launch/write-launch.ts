import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../errors.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { shellWords } from './shell-words.js';

/** Writes the files of a launch, by their names, over those of one before. */
export async function writeLaunch(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await writeFileAtomically(join(folder, name), [Buffer.from(text)]);
  }
}

/**
 * Runs the `submit.sh` of a launch, which says itself what it does.
 * @throws UsageError if it ends with an error
 */
export async function submitLaunch(folder: string): Promise<void> {
  const script = join(folder, 'submit.sh');
  const child = spawn('bash', [script], { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  if (code === 0) return;
  throw new UsageError(
    `${script} ended with ${code === null ? (signal ?? 'a signal') : `exit code ${code}`}; what it said is above. Once that is mended: bash ${shellWords([script])}`,
  );
}
