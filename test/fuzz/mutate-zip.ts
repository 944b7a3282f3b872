import { fromBufferPromise } from 'yauzl';
import { encodeStoredZip } from '../../src/formats/stored-zip.js';
import type { Dice } from './dice.js';
import { names } from './hostile.js';
import { mutateBytes } from './mutate-bytes.js';

/** A file of an archive. */
export interface Member {
  readonly name: string;
  readonly content: Uint8Array;
}

/** The files of an archive that is sound. */
export async function membersOf(zip: Buffer): Promise<readonly Member[]> {
  const archive = await fromBufferPromise(zip);
  const members: Member[] = [];
  for await (const entry of archive.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    members.push({ name: entry.fileName, content: Buffer.concat(chunks) });
  }
  return members;
}

/**
 * Changes what an archive holds and packs it again with right checksums, which a change of the archive itself would hardly
 * get past; now and then changes the archive.
 */
export const mutateZip =
  (archives: readonly (readonly Member[])[]) =>
  (seeds: readonly Uint8Array[], dice: Dice): Uint8Array => {
    if (dice.chance(0.3)) return mutateBytes(seeds, dice);
    const members = [...dice.pick(archives)];
    const contents = members.map(({ content }) => content);
    for (let i = dice.below(2); i >= 0; i--) {
      const at = dice.below(members.length);
      const { name, content } = members[at]!;
      if (dice.chance(0.05)) members.splice(at, dice.below(2), { name, content });
      else if (dice.chance(0.1))
        members[at] = { name: dice.pick(names) + (dice.chance(0.5) ? name : ''), content };
      else members[at] = { name, content: mutateBytes([content, ...contents], dice) };
    }
    return Buffer.concat(encodeStoredZip(members.map(({ name, content }) => ({ name, content: [content] }))));
  };
