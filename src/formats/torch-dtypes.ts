import { fromHalf } from './from-half.js';

/** An element type of PyTorch: its size, and how one element becomes a number. */
export interface TorchDtype {
  readonly bytes: number;
  readonly read: (view: DataView, offset: number, littleEndian: boolean) => number;
}

const scratch = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
function fromBfloat16(bits: number): number {
  scratch.setUint32(0, bits * 0x10000);
  return scratch.getFloat32(0);
}

/** By the name of the storage class that a pickle gives. */
export const torchDtypes: Readonly<Record<string, TorchDtype>> = {
  'torch.FloatStorage': { bytes: 4, read: (view, offset, little) => view.getFloat32(offset, little) },
  'torch.DoubleStorage': { bytes: 8, read: (view, offset, little) => view.getFloat64(offset, little) },
  'torch.HalfStorage': { bytes: 2, read: (view, offset, little) => fromHalf(view.getUint16(offset, little)) },
  'torch.BFloat16Storage': {
    bytes: 2,
    read: (view, offset, little) => fromBfloat16(view.getUint16(offset, little)),
  },
  'torch.LongStorage': { bytes: 8, read: (view, offset, little) => Number(view.getBigInt64(offset, little)) },
  'torch.IntStorage': { bytes: 4, read: (view, offset, little) => view.getInt32(offset, little) },
  'torch.ShortStorage': { bytes: 2, read: (view, offset, little) => view.getInt16(offset, little) },
  'torch.CharStorage': { bytes: 1, read: (view, offset) => view.getInt8(offset) },
  'torch.ByteStorage': { bytes: 1, read: (view, offset) => view.getUint8(offset) },
  'torch.BoolStorage': { bytes: 1, read: (view, offset) => (view.getUint8(offset) === 0 ? 0 : 1) },
};
