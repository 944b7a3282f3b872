import { cpus, totalmem, type as system, release } from 'node:os';

const GIBIBYTE = 2 ** 30;

/** The computer in words: what a time was measured on. */
export function describeMachine(): string {
  const cores = cpus();
  const processor = cores[0]?.model.trim().replace(/\s+/g, ' ') ?? 'unknown processor';
  return `${cores.length} x ${processor}, ${Math.round(totalmem() / GIBIBYTE)} GiB, ${system()} ${release()}`;
}
