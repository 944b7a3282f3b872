import { InputError } from '../errors.js';

/** What the header of a .npy file says about the array behind it. */
export interface NpyHeader {
  /** NumPy's type string, such as `<f8` or `|u1`. */
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly dims: readonly number[];
  /** Where the elements begin, in bytes from the start of the file. */
  readonly dataOffset: number;
}

const MAGIC = Buffer.from('\x93NUMPY', 'latin1');
const MAX_HEADER_BYTES = 65_536;
/** As NumPy. */
const MAX_RANK = 64;

/** As many leading bytes of a .npy file as its header can need. */
export const NPY_PREFIX_BYTES = 12 + MAX_HEADER_BYTES;

/**
 * Reads the header of a .npy file, format 1.0 to 3.0. The header is a Python literal; it is matched, never evaluated.
 * @param prefix - the first {@link NPY_PREFIX_BYTES} of the file, or all of it if it is shorter
 * @param label - names the array in messages
 * @throws InputError if this is no .npy file, is cut short, or holds pickled objects or records
 * @source numpy.lib.format, "Format Version 1.0" to "3.0"
 */
export function parseNpyHeader(prefix: Uint8Array, label: string): NpyHeader {
  const bytes = Buffer.from(prefix.buffer, prefix.byteOffset, prefix.byteLength);
  if (bytes.length < 12 || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new InputError(`${label}: not a NumPy array (.npy data begins with \\x93NUMPY)`);
  }
  const version = bytes[6]!;
  if (version < 1 || version > 3) {
    throw new InputError(`${label}: .npy format version ${version} is unknown; versions 1 to 3 are read`);
  }
  const textStart = version === 1 ? 10 : 12;
  const textBytes = version === 1 ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  if (textBytes > MAX_HEADER_BYTES) {
    throw new InputError(`${label}: .npy header of ${textBytes} bytes; at most ${MAX_HEADER_BYTES} are read`);
  }
  const dataOffset = textStart + textBytes;
  if (dataOffset > bytes.length) throw new InputError(`${label}: cut short inside its .npy header`);
  const text = bytes.toString(version === 3 ? 'utf8' : 'latin1', textStart, dataOffset);
  return { ...parseDescription(text, label), dataOffset };
}

function parseDescription(text: string, label: string): Omit<NpyHeader, 'dataOffset'> {
  if (/'descr':\s*\[/.test(text)) {
    throw new InputError(`${label}: holds records (a structured dtype); a plain array was expected`);
  }
  const descr = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(text)?.[1];
  if (descr === undefined || order === undefined || shape === undefined) {
    throw new InputError(`${label}: damaged .npy header: ${JSON.stringify(text.slice(0, 80))}`);
  }
  if (/^[|<>=]?O/.test(descr)) {
    throw new InputError(
      `${label}: holds pickled Python objects (dtype O), which are never loaded because loading runs code; ` +
        'save it as a numeric array',
    );
  }
  const dims = shape
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  if (dims.length > MAX_RANK || !dims.every(Number.isSafeInteger)) {
    throw new InputError(
      `${label}: shape (${shape.slice(0, 80)}) cannot be real; expected at most ${MAX_RANK} whole numbers`,
    );
  }
  return { descr, fortranOrder: order === 'True', dims };
}

/**
 * @returns the product of `dims`
 * @throws InputError if it is beyond what a double counts exactly
 */
export function elementCount(dims: readonly number[], label: string): number {
  const count = dims.reduce((product, dim) => product * dim, 1);
  if (!Number.isSafeInteger(count)) {
    throw new InputError(`${label}: shape (${dims.join(', ')}) cannot be real`);
  }
  return count;
}
