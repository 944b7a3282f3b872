import * as ort from 'onnxruntime-node';
import type { RowProducts } from '../math/row-products.js';
import { AttributeType, DOUBLE, FLOAT, encodeModelProto } from './onnx-schema.js';

const OPSET = 13;
const IR_VERSION = 8;

/**
 * Row products by ONNX Runtime on the CPU, with all cores: in Node the fastest matrix product that needs no compiler.
 * Loaded when first used; products of one precision are computed one after the other.
 */
export class OnnxRowProducts implements RowProducts {
  private readonly sessions = new Map<'float32' | 'float64', Promise<ort.InferenceSession>>();

  async float32(...[a, b]: Parameters<RowProducts['float32']>): Promise<Float32Array> {
    if (a.rows === 0 || b.rows === 0) return new Float32Array();
    const data = await this.run(
      'float32',
      new ort.Tensor('float32', a.data, [a.rows, a.columns]),
      new ort.Tensor('float32', b.data, [b.rows, b.columns]),
    );
    if (data instanceof Float32Array) return data;
    throw new Error('ONNX Runtime gives a float32 product in another type.');
  }

  async float64(...[a, b]: Parameters<RowProducts['float64']>): Promise<Float64Array> {
    if (a.rows === 0 || b.rows === 0) return new Float64Array();
    const data = await this.run(
      'float64',
      new ort.Tensor('float64', a.data, [a.rows, a.columns]),
      new ort.Tensor('float64', b.data, [b.rows, b.columns]),
    );
    if (data instanceof Float64Array) return data;
    throw new Error('ONNX Runtime gives a float64 product in another type.');
  }

  /** Frees what the runtime holds; a later product loads it again. */
  async dispose(): Promise<void> {
    const sessions = [...this.sessions.values()];
    this.sessions.clear();
    await Promise.all(sessions.map(async (session) => (await session).release()));
  }

  private async run(precision: 'float32' | 'float64', a: ort.Tensor, b: ort.Tensor): Promise<unknown> {
    let session = this.sessions.get(precision);
    if (!session) {
      session = ort.InferenceSession.create(productModel(precision), { logSeverityLevel: 4 });
      this.sessions.set(precision, session);
    }
    const { product } = await (await session).run({ a, b });
    return product?.data;
  }
}

/** product = a b^T, with free dimensions. */
function productModel(precision: 'float32' | 'float64'): Uint8Array {
  const elemType = precision === 'float32' ? FLOAT : DOUBLE;
  const value = (name: string, ...dims: string[]) => ({
    name,
    type: { tensorType: { elemType, shape: { dim: dims.map((dimParam) => ({ dimParam })) } } },
  });
  return encodeModelProto({
    irVersion: IR_VERSION,
    producerName: 'gan-eval',
    opsetImport: [{ domain: '', version: OPSET }],
    graph: {
      name: 'row-products',
      node: [
        {
          opType: 'Gemm',
          name: 'product',
          input: ['a', 'b'],
          output: ['product'],
          attribute: [{ name: 'transB', type: AttributeType.int, i: 1 }],
        },
      ],
      input: [value('a', 'rowsA', 'width'), value('b', 'rowsB', 'width')],
      output: [value('product', 'rowsA', 'rowsB')],
    },
  });
}
