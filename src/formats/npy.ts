import { InputError } from '../errors.js';
import { elementCount, parseNpyHeader, type NpyHeader } from './npy-header.js';

/** Elements of a named array; strings for NumPy's `U` types. */
export type NpyData =
  Float32Array | Float64Array | Uint8Array | Int32Array | BigInt64Array | readonly string[];

/** An array as NumPy stores it: row-major, no dimensions for a scalar. */
export interface NpyArray {
  readonly dims: readonly number[];
  readonly data: NpyData;
}

interface NumberType {
  readonly bytes: number;
  view(buffer: ArrayBuffer): Exclude<NpyData, readonly string[]>;
}

/** The types that are read. NumPy writes little-endian on every machine that gan-eval runs on. */
const numberTypes: Readonly<Record<string, NumberType>> = {
  '<f4': { bytes: 4, view: (buffer) => new Float32Array(buffer) },
  '<f8': { bytes: 8, view: (buffer) => new Float64Array(buffer) },
  '|u1': { bytes: 1, view: (buffer) => new Uint8Array(buffer) },
  '<i4': { bytes: 4, view: (buffer) => new Int32Array(buffer) },
  '<i8': { bytes: 8, view: (buffer) => new BigInt64Array(buffer) },
};

/**
 * Reads a whole .npy file.
 * @param bytes - the file
 * @param label - names the array in messages
 * @throws InputError if the type is not read here, or the size differs from what the shape says (checked before
 *   anything is allocated)
 */
export function decodeNpy(bytes: Uint8Array, label: string): NpyArray {
  const header = parseNpyHeader(bytes, label);
  const { dims, descr } = header;
  // Of texts without a character there could be any number in no bytes at all.
  const characters = /^<U([1-9]\d*)$/.exec(descr)?.[1];
  const type = Object.hasOwn(numberTypes, descr) ? numberTypes[descr] : undefined;
  if (type === undefined && characters === undefined) {
    const known = [...Object.keys(numberTypes), '<U'].join(', ');
    throw new InputError(`${label}: dtype ${descr} is not read; expected one of ${known}`);
  }
  const itemBytes = type?.bytes ?? 4 * Number(characters);
  const payload = bytes.subarray(header.dataOffset);
  const count = elementCount(dims, label);
  checkPayload(payload.length, count * itemBytes, header, label);
  const items = inRowOrder(payload, itemBytes, header, label);
  return { dims, data: type?.view(items.buffer) ?? decodeStrings(items, count, itemBytes, label) };
}

/** @throws InputError unless `actualBytes` is what the header promises */
export function checkPayload(
  actualBytes: number,
  expectedBytes: number,
  header: NpyHeader,
  label: string,
): void {
  if (actualBytes === expectedBytes) return;
  throw new InputError(
    `${label}: its header says ${header.descr} of shape (${header.dims.join(', ')}), ${expectedBytes} bytes, ` +
      `but ${actualBytes} follow; the file is damaged`,
  );
}

/**
 * @returns the elements as float64, converted if they are float32 or integers
 * @throws InputError if they are strings
 */
export function toFloat64(array: NpyArray, label: string): Float64Array {
  const { data } = array;
  if (data instanceof Float64Array) return data;
  if (data instanceof BigInt64Array) return Float64Array.from(data, Number);
  if (ArrayBuffer.isView(data)) return Float64Array.from(data);
  throw new InputError(`${label}: holds text; numbers were expected`);
}

/** Writes an array as a .npy file: the header, then the elements (the given memory itself, not a copy). */
export function encodeNpy(array: NpyArray): readonly Uint8Array[] {
  const count = elementCount(array.dims, 'array');
  if (array.data.length !== count) {
    throw new RangeError(
      `Expected ${count} elements for shape (${array.dims.join(', ')}) but received ${array.data.length}`,
    );
  }
  const [descr, payload] = encodeElements(array.data);
  const shape = array.dims.length === 1 ? `${array.dims[0]},` : array.dims.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape}), }`;
  // NumPy pads the header with spaces so that elements start at a multiple of 64 bytes.
  const paddedBytes = Math.ceil((10 + text.length + 1) / 64) * 64 - 10;
  const header = Buffer.alloc(10 + paddedBytes, ' ');
  header.write('\x93NUMPY\x01\x00', 'latin1');
  header.writeUInt16LE(paddedBytes, 8);
  header.write(text, 10, 'latin1');
  header.write('\n', header.length - 1, 'latin1');
  return [header, payload];
}

function encodeElements(data: NpyData): [descr: string, payload: Uint8Array] {
  if (!ArrayBuffer.isView(data)) return encodeStrings(data);
  const payload = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof Float32Array) return ['<f4', payload];
  if (data instanceof Float64Array) return ['<f8', payload];
  if (data instanceof Int32Array) return ['<i4', payload];
  if (data instanceof BigInt64Array) return ['<i8', payload];
  return ['|u1', payload];
}

function encodeStrings(strings: readonly string[]): [descr: string, payload: Uint8Array] {
  const codePoints = strings.map((text) => Array.from(text, (character) => character.codePointAt(0)!));
  // NumPy itself never writes U0.
  const width = Math.max(1, ...codePoints.map((points) => points.length));
  const payload = Buffer.alloc(4 * width * strings.length);
  codePoints.forEach((points, i) => {
    points.forEach((point, j) => payload.writeUInt32LE(point, 4 * (i * width + j)));
  });
  return [`<U${width}`, payload];
}

function decodeStrings(items: Uint8Array, count: number, itemBytes: number, label: string): string[] {
  const view = new DataView(items.buffer, items.byteOffset, items.byteLength);
  return Array.from({ length: count }, (_, i) => {
    const characters: string[] = [];
    for (let at = i * itemBytes; at < (i + 1) * itemBytes; at += 4) {
      const point = view.getUint32(at, true);
      if (point > 0x10ffff) throw new InputError(`${label}: holds a character that Unicode does not have`);
      characters.push(String.fromCodePoint(point));
    }
    return characters.join('').replace(/\0+$/, '');
  });
}

/** A copy of the items in row-major order. (A copy in any case: typed arrays need an aligned start.) */
function inRowOrder(
  payload: Uint8Array,
  itemBytes: number,
  { dims, fortranOrder }: NpyHeader,
  label: string,
): Uint8Array<ArrayBuffer> {
  if (!fortranOrder || dims.length < 2) return new Uint8Array(payload);
  if (dims.length > 2) {
    throw new InputError(
      `${label}: Fortran order is read for matrices only, and this has ${dims.length} dimensions; ` +
        'save numpy.ascontiguousarray(it)',
    );
  }
  const [rows, columns] = [dims[0]!, dims[1]!];
  if (columns === 0) return new Uint8Array();
  const items = new Uint8Array(payload.length);
  for (let row = 0, to = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const from = (column * rows + row) * itemBytes;
      for (let byte = 0; byte < itemBytes; byte++) items[to++] = payload[from + byte]!;
    }
  }
  return items;
}
