import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '../errors.js';
import { checkEntryName } from '../formats/entry-name.js';
import { reason } from '../formats/reason.js';

/**
 * The path of a file of weights that a network names. Whoever made the network chose the name: it has to lie in the network's folder,
 * and to be a file, as a device would be read without an end.
 * @param network - path of the network
 * @param location - as the network names it
 * @throws InputError if it is anything else, or is not there
 */
export async function weightsBeside(network: string, location: string): Promise<string> {
  const path = join(dirname(network), checkEntryName(network, location));
  const found = await stat(path).catch((cause: unknown) => {
    throw new InputError(
      `${network}: its file of weights, ${location}, cannot be read: ${reason(cause)}. Put it beside the network.`,
      { cause },
    );
  });
  if (!found.isFile()) throw new InputError(`${network}: what it names as weights, ${location}, is no file.`);
  return path;
}
