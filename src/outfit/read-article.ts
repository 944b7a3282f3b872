import { decodeWithAlpha } from '../images/decode-with-alpha.js';
import { readImageFile } from '../images/read-image-file.js';
import type { ArticlePicture } from './outfit-describer.js';

/**
 * Reads an article's picture.
 * @param path - of the file
 * @param name - who asks for it, such as `manifest.jsonl: 000012.png, top`; errors begin with it
 * @throws ImageError if there is no such file, or it is no image that can be decoded
 */
export async function readArticle(path: string, name: string): Promise<ArticlePicture> {
  const id = `${name}: article ${path}`;
  const stored = await readImageFile(path, id);
  return { name: id, picture: await decodeWithAlpha(stored, id) };
}
