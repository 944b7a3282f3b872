/** Bytes of pickle code: numbers are opcodes or operands, strings stand for their bytes. */
export type PickleCode = readonly (number | string)[];

export const text = (value: string): PickleCode => [0x58, value.length, 0, 0, 0, value];
export const global = (module: string, name: string): PickleCode => ['c', `${module}\n${name}\n`];
/** ('storage', torch.FloatStorage, key, 'cpu', elements, None) as a persistent id. */
export const storage = (key: string, elements: number): PickleCode => [
  ...['(', ...text('storage'), ...global('torch', 'FloatStorage'), ...text(key), ...text('cpu')],
  ...['K', elements, 'N', 't', 'Q'],
];
/** torch._utils._rebuild_tensor_v2(storage, offset, dims, strides, False, OrderedDict()) */
export const tensor = (
  from: PickleCode,
  offset: number,
  dims: readonly number[],
  strides: readonly number[],
): PickleCode => [
  ...[...global('torch._utils', '_rebuild_tensor_v2'), '(', ...from, 'K', offset],
  ...['(', ...dims.flatMap((size) => ['K', size]), 't', '(', ...strides.flatMap((size) => ['K', size]), 't'],
  ...[0x89, ...global('collections', 'OrderedDict'), ')', 'R', 't', 'R'],
];

const pickle = (code: PickleCode): Buffer =>
  Buffer.concat([
    Buffer.from([0x80, 2]),
    ...code.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part, 'latin1'))),
    Buffer.from('.'),
  ]);

/** A file of PyTorch's legacy format around a pickle of the test's own. */
export function legacyFile(
  code: PickleCode,
  storages: Readonly<Record<string, readonly number[]>> = {},
): Buffer {
  const magic = [0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
  const contents = Object.values(storages).map((values) => {
    const bytes = Buffer.alloc(8 + 4 * values.length);
    bytes.writeBigInt64LE(BigInt(values.length));
    values.forEach((value, i) => bytes.writeFloatLE(value, 8 + 4 * i));
    return bytes;
  });
  return Buffer.concat([
    ...[pickle(magic), pickle(['M', 0xe9, 0x03]), pickle(['}'])],
    pickle(code),
    pickle([']', '(', ...Object.keys(storages).flatMap(text), 'e']),
    ...contents,
  ]);
}
