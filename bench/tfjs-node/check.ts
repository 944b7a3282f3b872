/** A convolution through gan-eval's engine on the binding, whose result is known. */
import { openEngine } from '../../src/engines/open-engine.js';

const ones = (...dims: number[]) => ({
  dims,
  data: new Float32Array(dims.reduce((product, dim) => product * dim, 1)).fill(1),
});

const engine = await openEngine({ name: 'tfjs', device: 'cpu' });
const network = await engine.load({
  kind: 'graph',
  graph: {
    name: 'check',
    input: { name: 'x', dims: [3, 8, 8] },
    layers: [
      {
        ...{ name: 'y', op: 'conv', input: 'x' },
        window: { kernel: [3, 3], stride: [1, 1], padding: [0, 0] },
        ...{ weight: ones(2, 3, 3, 3), bias: ones(2) },
      },
    ],
    outputs: ['y'],
  },
});
const { y } = await network.run({ x: ones(1, 3, 8, 8) });
await network.dispose();
if (y?.dims.join() !== '1,2,6,6' || !y.data.every((value) => value === 28)) {
  throw new Error(`The binding is there, but a convolution of ones gives ${y?.data.join() ?? 'nothing'}.`);
}
console.log(`${engine.runsOn}, on Node ${process.versions.node}: works`);
