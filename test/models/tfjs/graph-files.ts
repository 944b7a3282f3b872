/** A node of a graph under test. Attributes in protobuf's JSON form, as the files have them. */
export interface TestNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, unknown>>;
}

export interface TestWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
  /** Default float32; `half`: stored as float16. */
  readonly type?: 'int32' | 'half';
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
export const text = (value: string) => ({ s: base64(value) });
export const texts = (...values: readonly string[]) => ({ list: { s: values.map(base64) } });
export const integer = (value: number) => ({ i: String(value) });
export const integers = (...values: readonly number[]) => ({ list: { i: values.map(String) } });
export const type = (name: 'DT_FLOAT' | 'DT_INT32') => ({ type: name });

/** The half-precision bits of numbers that have few: sign, powers of two and halves between them. */
function half(value: number): number {
  if (value === 0) return 0;
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  const fraction = Math.round((Math.abs(value) / 2 ** exponent - 1) * 1024);
  return (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | fraction;
}

/** Files of a TensorFlow.js graph model; its input is `x`, its output `y`, unless they are named. */
export function graphFiles(
  input: {
    readonly name?: string;
    readonly dims: readonly number[];
    readonly type?: 'DT_FLOAT' | 'DT_INT32';
  },
  nodes: readonly TestNode[],
  weights: readonly TestWeight[] = [],
  output: { readonly name: string; readonly type: string } = { name: 'y:0', type: 'DT_FLOAT' },
): { readonly model: string; readonly files: Map<string, Uint8Array> } {
  const bytes = weights.flatMap(({ values, type: stored }) =>
    values.map((value) => {
      const buffer = Buffer.alloc(stored === 'half' ? 2 : 4);
      if (stored === 'half') buffer.writeUInt16LE(half(value));
      else if (stored === 'int32') buffer.writeInt32LE(value);
      else buffer.writeFloatLE(value);
      return buffer;
    }),
  );
  const model = {
    format: 'graph-model',
    signature: { outputs: { result: { name: output.name, dtype: output.type } } },
    modelTopology: {
      node: [
        {
          name: input.name ?? 'x',
          op: 'Placeholder',
          attr: {
            dtype: type(input.type ?? 'DT_FLOAT'),
            shape: { shape: { dim: input.dims.map((size) => ({ size: String(size) })) } },
          },
        },
        ...weights.map(({ name }) => ({ name, op: 'Const' })),
        ...nodes,
      ],
    },
    weightsManifest: [
      {
        paths: ['a.bin', 'b.bin'],
        weights: weights.map(({ name, shape, type: stored }) => ({
          name,
          shape,
          dtype: stored === 'int32' ? 'int32' : 'float32',
          ...(stored === 'half' && { quantization: { dtype: 'float16', original_dtype: 'float32' } }),
        })),
      },
    ],
  };
  // Cut where no weight ends: a group's files are one run of bytes.
  const all = Buffer.concat(bytes);
  const cut = Math.floor(all.length / 2) + 1;
  const files = new Map<string, Uint8Array>([
    ['a.bin', all.subarray(0, cut)],
    ['b.bin', all.subarray(cut)],
  ]);
  return { model: JSON.stringify(model), files };
}
