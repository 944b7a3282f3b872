import { open } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { InputError } from '../../errors.js';
import { reason } from '../../formats/reason.js';
import type { TensorProto } from './onnx-model.js';

const EXTERNAL = 1;

/**
 * The values of initializers that lie in files beside the network's, by the initializers' names.
 * @param path - of the network's file; undefined: it has none, and nothing lies beside it
 * @throws InputError if a file is not there, too short, or outside of the folder
 * @source onnx.proto3, TensorProto.external_data
 */
export async function externalValues(
  initializers: readonly TensorProto[],
  path: string | undefined,
): Promise<Map<string, Uint8Array>> {
  const values = new Map<string, Uint8Array>();
  for (const { name, dataLocation, externalData } of initializers) {
    if (dataLocation !== EXTERNAL) continue;
    const entries = new Map(externalData.map(({ key, value }) => [key, value]));
    const location = normalize(entries.get('location') ?? '');
    if (path === undefined || isAbsolute(location) || location.startsWith('..')) {
      throw new InputError(
        `the values of '${name}' lie in '${location}'; expected a file in the network's folder`,
      );
    }
    const file = join(dirname(path), location);
    const offset = Number(entries.get('offset') ?? 0);
    values.set(name, await readPart(file, offset, entries.get('length')));
  }
  return values;
}

async function readPart(file: string, offset: number, length: string | undefined): Promise<Uint8Array> {
  const handle = await open(file).catch((cause: unknown) => {
    throw new InputError(`${file}: cannot be read: ${reason(cause)}; expected weights of the network`, {
      cause,
    });
  });
  try {
    const count = length === undefined ? (await handle.stat()).size - offset : Number(length);
    const bytes = new Uint8Array(count);
    const { bytesRead } = await handle.read(bytes, 0, count, offset);
    if (bytesRead === count) return bytes;
    throw new InputError(`${file}: ends before the ${count} bytes at ${offset} that the network takes`);
  } finally {
    await handle.close();
  }
}
