import type { NetworkGeneratorFile } from '../../config/network-generator-file.js';
import type { Tensor } from '../../engines/tensor.js';
import { InputError } from '../../errors.js';
import type { PixelImage } from '../../images/image.js';
import type { Requests, SampleOptions, SampleRequest } from '../generator.js';
import { inBatches } from '../in-batches.js';
import { chooseOutput, feed } from './feed.js';
import type { InputMaker } from './input-makers.js';
import type { HashedNetwork } from './load-network.js';
import { readLevels } from './read-levels.js';
import type { StyleSource } from './style-source.js';
import { ValueRangeWatch } from './value-range-watch.js';

/** Runs the networks of a generator on requests. */
export interface NetworkRunner {
  /** undefined: there is no mapping network. */
  readonly styles: StyleSource | undefined;
  /** Groups of requests that may run together. */
  batches<Request extends SampleRequest>(
    requests: Requests<Request>,
    options: SampleOptions,
  ): AsyncGenerator<Request[]>;
  /** As many requests as the networks take: if that is fixed, the last one is repeated. */
  padded(requests: readonly SampleRequest[]): readonly SampleRequest[];
  /** The latents of requests, by the name of the input that they enter. */
  latents(requests: readonly SampleRequest[]): Promise<Record<string, Tensor>>;
  /**
   * @param entering - inputs of the synthesis network that are made already, for as many requests as {@link padded} gives
   * @returns an image a request, with levels that are neither rounded nor clipped
   */
  levels(
    requests: readonly SampleRequest[],
    entering?: Readonly<Record<string, Tensor>>,
  ): Promise<PixelImage[]>;
}

export interface RunnerParts {
  readonly synthesis: HashedNetwork;
  /** All of them. */
  readonly networks: readonly HashedNetwork[];
  readonly makers: ReadonlyMap<string, InputMaker>;
  readonly styles: StyleSource | undefined;
  readonly onNotice: (text: string) => void;
}

/** @throws InputError if the synthesis network has no output such as the description names */
export function networkRunner(
  { image, latent, output, batch: usual }: NetworkGeneratorFile,
  { synthesis, networks, makers, styles, onNotice }: RunnerParts,
): NetworkRunner {
  const outputName = chooseOutput(synthesis, output.name);
  const watch = new ValueRangeWatch(output.range, onNotice);
  const port = networks.flatMap(({ network }) => network.inputs).find(({ name }) => name === latent.input)!;
  const fixedBatch = port.dims[0]! > 0 ? port.dims[0] : undefined;

  function padded(requests: readonly SampleRequest[]): readonly SampleRequest[] {
    if (fixedBatch === undefined) return requests;
    return Array.from({ length: fixedBatch }, (_, i) => requests[Math.min(i, requests.length - 1)]!);
  }

  return {
    styles,
    padded,
    async *batches(requests, { batch = usual, signal }) {
      for await (const group of inBatches(requests, fixedBatch ?? batch, sameKnobs)) {
        signal?.throwIfAborted();
        yield group;
      }
    },
    async latents(requests) {
      return { [latent.input]: await makers.get(latent.input)!(requests, port) };
    },
    async levels(requests, entering) {
      const feeds = await feed(synthesis, makers, padded(requests), entering);
      const results = await synthesis.network.run(feeds, [outputName]);
      try {
        const names = requests.map(({ seed }) => `the image of seed ${seed}`);
        return readLevels(results[outputName]!, names, image, output, (values) => {
          watch.see(values);
        });
      } catch (cause) {
        if (cause instanceof InputError)
          throw new InputError(`${synthesis.path}: ${cause.message}.`, { cause });
        throw cause;
      }
    },
  };
}

function sameKnobs(a: SampleRequest, b: SampleRequest): boolean {
  const names = new Set([...Object.keys(a.knobs), ...Object.keys(b.knobs)]);
  return [...names].every((name) => a.knobs[name] === b.knobs[name]);
}
