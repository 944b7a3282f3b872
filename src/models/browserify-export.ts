import { InputError } from '../errors.js';

/** The one module of a minified browserify bundle: `...}({1:[function(a,b,c){b.exports=` VALUE `},{}]},{},[1])(1)});` */
const opening = /\}\(\{1:\[function\([A-Za-z_$]+,([A-Za-z_$]+),[A-Za-z_$]+\)\{\1\.exports=/;
const closing = '},{}]},{},[1])(1)});';
/** The loader before the module is about 900 characters long. */
const maxOpening = 4096;

/**
 * The text of the value that a minified browserify bundle of a single module exports. Nothing is executed.
 * @param source - file name for messages
 * @throws InputError if the text is not such a bundle
 */
export function browserifyExport(source: string, text: string): string {
  const match = opening.exec(text.slice(0, maxOpening));
  const body = text.trimEnd();
  if (match === null || !body.startsWith('!function(') || !body.endsWith(closing)) {
    throw new InputError(
      `${source}: expected a browserify bundle of one module that exports data, but its ` +
        `${match === null ? 'beginning' : 'end'} is different. The file is not the one that gan-eval knows.`,
    );
  }
  return body.slice(match.index + match[0].length, body.length - closing.length);
}
