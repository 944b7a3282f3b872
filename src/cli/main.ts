#!/usr/bin/env node
import { createProgram } from './program.js';
import { reportError } from './report-error.js';

// An exit, unlike a signal, lets temporary files be removed.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

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
