#!/usr/bin/env node
import { createProgram } from './program.js';
import { reportError } from './report-error.js';

const program = createProgram();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportError(error, { verbose: process.argv.includes('--verbose') });
}
