import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** Text, something for JSON, or the size of a grey image; its format is that of the name. */
export type FileContent = string | object | { readonly widthPx: number; readonly heightPx: number };

/** Writes files, with the folders that they are in. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, FileContent>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    if (typeof content === 'string') await writeFile(path, content);
    else if ('widthPx' in content) {
      await sharp({
        create: { width: content.widthPx, height: content.heightPx, channels: 3, background: '#888' },
      }).toFile(path);
    } else await writeFile(path, JSON.stringify(content));
  }
}

/** Lines as a JSON Lines document; text is taken as it is. */
export function jsonLines(lines: readonly (string | object)[]): string {
  return lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n') + '\n';
}
