import { prettifyError, ZodError } from 'zod';
import { shortened } from './shortened.js';

/** Problems that one message tells of. */
const MOST_PROBLEMS = 20;
const MOST_CHARACTERS = 300;

/**
 * What a schema finds wrong, a line a problem with the place of it, for a message. There are no more of them, and none is longer, than
 * people read: what is wrong with a file in a million places is told of the first.
 */
export function schemaProblems({ issues }: ZodError): string {
  const shown = issues.slice(0, MOST_PROBLEMS).map((issue) => ({
    ...issue,
    message: shortened(plain(issue.message), MOST_CHARACTERS),
    path: issue.path.map((step) => (typeof step === 'string' ? shortened(step, 60) : step)),
  }));
  const more = issues.length - shown.length;
  return prettifyError(new ZodError(shown)) + (more > 0 ? `\nand ${more} more` : '');
}

/** What is not there is undefined to JavaScript alone. */
const plain = (message: string): string =>
  message.replace(/^Invalid input: expected (.*), received undefined$/, 'Missing; expected $1');
