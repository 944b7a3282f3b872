import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { externalWeights } from '../engines/external-weights.js';
import { weightsBeside } from '../engines/weights-beside.js';
import { InputError } from '../errors.js';
import { reason } from '../formats/reason.js';
import { fileHash } from './file-hash.js';

/**
 * What identifies an ONNX network: the sha256 of its file or, if it keeps weights in files beside it, of the hashes of all of them.
 * @throws InputError if a file cannot be read
 */
export async function onnxHash(path: string): Promise<string> {
  const model = await readFile(path).catch((cause: unknown) => {
    throw new InputError(`${path}: cannot be read: ${reason(cause)}. Expected a network.`, { cause });
  });
  const own = sha256(model);
  const hashes = [];
  for (const location of externalWeights(model)) {
    hashes.push(await fileHash(await weightsBeside(path, location), 'sha256', 'hex'));
  }
  return hashes.length === 0 ? own : sha256([own, ...hashes].join());
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
