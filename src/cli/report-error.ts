import { CommanderError } from 'commander';
import { ExitCode, GanEvalError } from '../errors.js';
import { printableText } from './printable.js';

/** Failures of the machine rather than of the program, told in the user's terms. */
const systemErrors: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the device; free some, or point GAN_EVAL_HOME or the output elsewhere',
  EDQUOT: 'the disk quota is used up; free some space, or point GAN_EVAL_HOME or the output elsewhere',
  EROFS: 'the file system is read-only; point GAN_EVAL_HOME or the output elsewhere',
  EACCES: 'permission denied; check who owns it, or point GAN_EVAL_HOME or the output elsewhere',
  EPERM: 'operation not permitted; check who owns it, or point GAN_EVAL_HOME or the output elsewhere',
  ENOENT: 'no such file or folder; check the path',
  ENOTDIR: 'a part of the path is a file, not a folder; check the path',
  EISDIR: 'it is a folder where a file is expected; check the path',
  EMFILE: 'too many open files; raise the limit (ulimit -n)',
};

/** Prints an error for people to stderr and returns the exit code that it stands for. */
export function reportError(error: unknown, { verbose }: { readonly verbose: boolean }): number {
  // Commander has printed its message already, help and version included.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
  const { text, exitCode } = explain(error);
  process.stderr.write(`error: ${printableText(text)}\n`);
  if (verbose && error instanceof Error) process.stderr.write(`${printableText(withCauses(error))}\n`);
  return exitCode;
}

function explain(error: unknown): { text: string; exitCode: number } {
  if (error instanceof GanEvalError) return { text: error.message, exitCode: error.exitCode };
  const { code, path } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : systemErrors[code];
  if (reason !== undefined) {
    return { text: `${path ?? 'writing or reading a file'}: ${reason}.`, exitCode: ExitCode.badInput };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    text: `internal error: ${message}\nThis is a defect of gan-eval. Please report it with the output of the same command with --verbose.`,
    exitCode: ExitCode.internal,
  };
}

function withCauses(error: Error): string {
  const trace = error.stack ?? error.message;
  return error.cause instanceof Error ? `${trace}\ncaused by ${withCauses(error.cause)}` : trace;
}
