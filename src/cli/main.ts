#!/usr/bin/env node
import { createProgram } from './program.js';
import { reportError } from './report-error.js';

// A signal ends the process where it stands, in the middle of a network or a long computation too, where no listener would be called.
// Nothing is lost by that: files are there whole or not at all, and the next run tidies up. Only the first process of a container is
// left alone by signals that it does not listen to.
if (process.pid === 1) {
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
}

// Whoever reads has seen enough, as `head` has: no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const program = createProgram();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportError(error, { verbose: process.argv.includes('--verbose') });
}
