import type { NetworkGeneratorFile } from '../../config/network-generator-file.js';
import type { Tensor } from '../../engines/tensor.js';
import { UsageError } from '../../errors.js';
import { spherical, straight, type Between } from '../between-latents.js';
import type { SampleRequest } from '../generator.js';
import { drawShare } from '../latents.js';
import { latentSpaces, oppositeSeed, type LatentSpace, type LatentWalk } from '../latent-walk.js';
import type { NetworkRunner } from './network-runner.js';

/** The walk through the latents or the styles of a network's generator. */
export function walkLatents(
  name: string,
  { latent }: Pick<NetworkGeneratorFile, 'latent'>,
  runner: NetworkRunner,
): LatentWalk {
  const { styles } = runner;
  const ofLatents: Space = {
    points: (requests) => runner.latents(requests),
    way: latent.distribution === 'normal' ? spherical : straight,
  };
  const spaces: Readonly<Partial<Record<LatentSpace, Space>>> = styles
    ? {
        w: { points: (requests) => styles.styles(requests), way: straight },
        z: { ...ofLatents, onwards: (requests, point) => styles.styles(requests, point) },
      }
    : { z: ofLatents };

  return {
    spaces: latentSpaces.filter((space) => space in spaces),
    async *steps(requests, { space, sampling, epsilon }, options = {}) {
      const { points, way, onwards } = spaces[space] ?? noSuchSpace(name, space);
      for await (const group of runner.batches(requests, options)) {
        const all = runner.padded(group);
        const from = await points(all);
        const to = await points(all.map((request) => ({ ...request, seed: oppositeSeed(request.seed) })));
        const shares = all.map(({ seed }) =>
          sampling === 'end' ? 0 : drawShare(seed, latent.size, latent.distribution),
        );
        const imagesAt = async (further: number) => {
          const point = between(
            from,
            to,
            shares.map((share) => share + further),
            way,
          );
          return runner.levels(group, onwards ? await onwards(all, point) : point);
        };
        const [starts, ends] = [await imagesAt(0), await imagesAt(epsilon)];
        for (const [i, request] of group.entries()) yield { request, start: starts[i]!, end: ends[i]! };
      }
    },
  };
}

type Inputs = Record<string, Tensor>;

interface Space {
  /** Where the paths of some requests begin, as what enters a network. */
  readonly points: (requests: readonly SampleRequest[]) => Promise<Inputs>;
  readonly way: Between;
  /** From a point to what enters the synthesis network; left out: the point does. */
  readonly onwards?: (requests: readonly SampleRequest[], point: Inputs) => Promise<Inputs>;
}

function noSuchSpace(name: string, space: LatentSpace): never {
  throw new UsageError(`${name} has no space ${space}: there is no mapping network. It has: z.`);
}

/** Row by row. */
function between(from: Inputs, to: Inputs, shares: readonly number[], way: Between): Inputs {
  return Object.fromEntries(
    Object.entries(from).map(([name, { dims, data }]) => {
      const [a, b] = [Float64Array.from(data, Number), Float64Array.from(to[name]!.data, Number)];
      const width = a.length / shares.length;
      const mixed = new Float32Array(a.length);
      shares.forEach((share, row) => {
        const [start, end] = [row * width, (row + 1) * width];
        mixed.set(way(a.subarray(start, end), b.subarray(start, end), share), start);
      });
      return [name, { dims, data: mixed }];
    }),
  );
}
