import { InputError } from '../../errors.js';
import { readLines } from './dataset-files.js';
import { shortened } from '../../config/shortened.js';

/** A person's image and the article that goes with it, by file name. */
export interface Pair {
  readonly person: string;
  readonly article: string;
}

/**
 * Reads a pairs file of the try-on datasets: `person.jpg article.jpg` a line.
 * @throws InputError naming file and line
 */
export async function readPairs(path: string): Promise<Pair[]> {
  return (await readLines(path)).map(({ text, place }) => {
    const [person, article, ...rest] = text.split(/\s+/);
    if (person === undefined || article === undefined || rest.length > 0) {
      throw new InputError(
        `${place}: '${shortened(text, 100)}'; expected two file names: a person's image and an article's.`,
      );
    }
    return { person, article };
  });
}
