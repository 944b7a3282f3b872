import type { NetworkGeneratorFile } from '../../config/network-generator-file.js';
import type { Port } from '../../engines/engine.js';
import type { Tensor } from '../../engines/tensor.js';
import { InputError } from '../../errors.js';
import type { SampleRequest } from '../generator.js';
import { drawLatent, truncateNormals } from '../latents.js';
import { outfitTensor } from './outfit-tensor.js';
import { poseTensor } from './pose-tensor.js';

/** Makes what a network's input takes for requests with the same knobs. */
export type InputMaker = (requests: readonly SampleRequest[], port: Port) => Tensor | Promise<Tensor>;

/** The makers of all inputs that a file describes, by the inputs' names. */
export function inputMakers(file: NetworkGeneratorFile): ReadonlyMap<string, InputMaker> {
  const { latent, pose, outfit, labels, knobs, image } = file;
  const makers: (readonly [string, InputMaker])[] = [[latent.input, latentMaker(file)]];
  if (pose) {
    makers.push([pose.input, (requests) => poseTensor(requests.map(poseOf), pose, image)]);
  }
  if (outfit) {
    makers.push([
      outfit.input,
      (requests) =>
        outfitTensor(
          requests.map(({ condition }) => condition!.outfit!),
          outfit,
        ),
    ]);
  }
  for (const { input, label, classes } of labels) makers.push([input, labelMaker(label, classes)]);
  for (const knob of knobs) {
    if (knob.enters !== 'truncation') makers.push([knob.enters.input, knobMaker(knob)]);
  }
  return new Map(makers);
}

// checkRequest has seen to it that a condition with all that the generator takes is there.
const poseOf = ({ condition }: SampleRequest) => condition!.pose!;

function latentMaker({ latent, mapping, knobs }: NetworkGeneratorFile): InputMaker {
  const { size, distribution } = latent;
  // Without a mapping network there are no styles to truncate.
  const bound = mapping ? undefined : knobs.find(({ enters }) => enters === 'truncation');
  return (requests, { dims }) => {
    const data = new Float32Array(requests.length * size);
    requests.forEach(({ seed, knobs: values }, i) => {
      const drawn = drawLatent(seed, size, distribution);
      data.set(bound ? truncateNormals(drawn, values[bound.name] ?? bound.default) : drawn, i * size);
    });
    // Networks of convolutions alone take N x size x 1 x 1.
    const ones = Array.from({ length: Math.max(0, dims.length - 2) }, () => 1);
    return { dims: [requests.length, size, ...ones], data };
  };
}

function labelMaker(label: string, classes: readonly string[]): InputMaker {
  const indexOf = ({ condition }: SampleRequest): number => {
    const value = condition!.labels[label]!;
    const index = classes.indexOf(value);
    if (index >= 0) return index;
    throw new InputError(
      `Condition ${condition!.id}: label '${label}' is '${value}'; the generator takes ${classes.join(', ')}.`,
    );
  };
  return (requests, { type }) => {
    const indices = requests.map(indexOf);
    if (type === 'int64') return { dims: [requests.length], data: BigInt64Array.from(indices, BigInt) };
    if (type === 'int32') return { dims: [requests.length], data: Int32Array.from(indices) };
    const data = new Float32Array(requests.length * classes.length);
    indices.forEach((index, i) => (data[i * classes.length + index] = 1));
    return { dims: [requests.length, classes.length], data };
  };
}

function knobMaker(knob: { readonly name: string; readonly default: number }): InputMaker {
  return (requests, { dims }) => {
    const value = requests[0]!.knobs[knob.name] ?? knob.default;
    // A scalar, one number for all, or one an image: the batch has the same knobs throughout.
    const count = dims.length === 0 || dims[0] === 1 ? 1 : requests.length;
    return {
      dims: dims.map((_, axis) => (axis === 0 ? count : 1)),
      data: new Float32Array(count).fill(value),
    };
  };
}
