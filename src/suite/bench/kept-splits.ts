import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { onnxRuntimeVersion } from '../../engines/onnxruntime.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { makeFolder } from '../../formats/make-folder.js';
import { reason } from '../../formats/reason.js';

const keptSplitSchema = z.object({
  /** What it was measured on: it holds there alone. */
  machine: z.object({ cpu: z.string(), cores: z.int().positive(), onnxruntime: z.string() }),
  /** Engine and device. */
  device: z.string(),
  lanes: z.int().positive(),
  threads: z.int().positive(),
  imagesPerSecond: z.number().positive(),
  measuredAt: z.iso.datetime(),
});

const machineFileSchema = z.object({
  schema: z.literal('gan-eval/machine/1'),
  splits: z.array(keptSplitSchema),
});

/** The split that was the fastest of a machine for an engine's device. */
export type KeptSplit = z.infer<typeof keptSplitSchema>;
export type MachineKey = KeptSplit['machine'];

/** A cache folder may be shared between machines. */
export function thisMachine(): MachineKey {
  return {
    cpu: cpus()[0]?.model.trim().replace(/\s+/g, ' ') ?? 'unknown processor',
    cores: availableParallelism(),
    onnxruntime: onnxRuntimeVersion,
  };
}

/**
 * Splits kept for a machine, by device. A file that is not there holds none.
 * @param onNotice - is told of one that cannot be used, which holds none either
 */
export async function loadSplits(
  path: string,
  machine: MachineKey = thisMachine(),
  onNotice?: (text: string) => void,
): Promise<Map<string, KeptSplit>> {
  const kept = await readSplits(path, onNotice);
  return new Map(
    kept.filter((split) => isSame(split.machine, machine)).map((split) => [split.device, split]),
  );
}

/** Keeps a split in place of the one of the same machine and device. @throws what the file system says */
export async function saveSplit(path: string, split: KeptSplit): Promise<void> {
  const others = (await readSplits(path)).filter(
    ({ machine, device }) => device !== split.device || !isSame(machine, split.machine),
  );
  const content: z.infer<typeof machineFileSchema> = {
    schema: 'gan-eval/machine/1',
    splits: [...others, split],
  };
  await makeFolder(dirname(path));
  await writeFileAtomically(path, [Buffer.from(`${JSON.stringify(content, null, 2)}\n`)]);
}

async function readSplits(path: string, onNotice?: (text: string) => void): Promise<KeptSplit[]> {
  try {
    return machineFileSchema.parse(JSON.parse(await readFile(path, 'utf8'))).splits;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    const why =
      error instanceof z.ZodError
        ? 'it is not what gan-eval bench writes'
        : error instanceof SyntaxError
          ? 'it is not JSON'
          : reason(error);
    onNotice?.(`${path} is ignored: ${why}. gan-eval bench writes it anew.`);
    return [];
  }
}

function isSame(a: MachineKey, b: MachineKey): boolean {
  return a.cpu === b.cpu && a.cores === b.cores && a.onnxruntime === b.onnxruntime;
}
