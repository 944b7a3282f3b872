import { InputError } from '../../errors.js';
import { fromHalf } from '../../formats/from-half.js';
import { BOOL, DOUBLE, elementTypeNames, FLOAT, FLOAT16, INT32, INT64, INT8, UINT8 } from '../onnx-schema.js';
import type { TensorProto } from './onnx-model.js';

/** Element types that TensorFlow.js has. */
export type ElementType = 'float32' | 'int32' | 'bool';

/** A tensor in JavaScript's memory, row-major. */
export interface HostTensor {
  readonly dims: readonly number[];
  readonly type: ElementType;
  readonly data: Float32Array | Int32Array | Uint8Array;
}

/**
 * What TensorFlow.js holds a constant as: every float is a float32, every whole number an int32.
 * @param raw - its values as ONNX has them in a file, little-endian; undefined: they are in the fields
 * @throws InputError for another element type, or an int64 beyond int32
 */
export function hostTensor(proto: TensorProto, raw: Uint8Array | undefined = proto.rawData): HostTensor {
  const { name, dims } = proto;
  const what = `the constant '${name}'`;
  const count = dims.reduce((product, size) => product * size, 1);
  const { type, data } = values(proto, raw && new DataView(raw.buffer, raw.byteOffset, raw.byteLength), what);
  if (data.length !== count) {
    throw new InputError(`${what} has ${data.length} values; expected ${dims.join(' x ') || 'one'}`);
  }
  return { dims, type, data };
}

function values(
  { dataType, floatData, int32Data, int64Data, doubleData }: TensorProto,
  raw: DataView | undefined,
  what: string,
): Pick<HostTensor, 'type' | 'data'> {
  const read = (bytes: number, at: (view: DataView, offset: number) => number, fields: readonly number[]) =>
    raw ? Array.from({ length: raw.byteLength / bytes }, (_, i) => at(raw, i * bytes)) : fields;
  switch (dataType) {
    case FLOAT: {
      if (!raw) return { type: 'float32', data: Float32Array.from(floatData) };
      // A copy, as a file's values need not lie on a multiple of four; on every platform of Node they are little-endian.
      const { buffer, byteOffset, byteLength } = raw;
      return { type: 'float32', data: new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength)) };
    }
    case FLOAT16: {
      const halves = read(2, (view, i) => view.getUint16(i, true), int32Data);
      return { type: 'float32', data: Float32Array.from(halves, fromHalf) };
    }
    case DOUBLE:
      return {
        type: 'float32',
        data: Float32Array.from(read(8, (view, i) => view.getFloat64(i, true), doubleData)),
      };
    case INT64: {
      const longs = read(8, (view, i) => Number(view.getBigInt64(i, true)), int64Data);
      return { type: 'int32', data: Int32Array.from(longs, (value) => toInt32(value, what)) };
    }
    case INT32:
      return {
        type: 'int32',
        data: Int32Array.from(read(4, (view, i) => view.getInt32(i, true), int32Data)),
      };
    case UINT8:
      return { type: 'int32', data: Int32Array.from(read(1, (view, i) => view.getUint8(i), int32Data)) };
    case INT8:
      return { type: 'int32', data: Int32Array.from(read(1, (view, i) => view.getInt8(i), int32Data)) };
    case BOOL:
      return { type: 'bool', data: Uint8Array.from(read(1, (view, i) => view.getUint8(i), int32Data)) };
    default:
      throw new InputError(
        `${what} is of ${elementTypeNames[dataType] ?? `element type ${dataType}`}, which TensorFlow.js lacks`,
      );
  }
}

const MOST = 2 ** 31 - 1;
/** From here on a number means "to the end", as exporters write it. */
const ENDLESS = 2 ** 62;

/** @throws InputError for a number that int32 does not hold, unless it stands for the end of an axis */
export function toInt32(value: number, what: string): number {
  if (Math.abs(value) >= ENDLESS) return Math.sign(value) * MOST;
  if (Math.abs(value) <= MOST) return value;
  throw new InputError(`${what} holds ${value}, which is beyond the int32 of TensorFlow.js`);
}
