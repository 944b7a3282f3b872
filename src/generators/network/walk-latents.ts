import type { NetworkGeneratorFile } from '../../config/network-generator-file.js';
import type { Tensor } from '../../engines/tensor.js';
import { UsageError } from '../../errors.js';
import { spherical, straight, type Between } from '../between-latents.js';
import type { SampleRequest } from '../generator.js';
import { drawShare } from '../latents.js';
import { oppositeSeed, type LatentSpace, type LatentWalk } from '../latent-walk.js';
import type { NetworkRunner } from './network-runner.js';

/** The walk through the latents or the styles of a network's generator. */
export function walkLatents(
  name: string,
  { latent }: Pick<NetworkGeneratorFile, 'latent'>,
  runner: NetworkRunner,
): LatentWalk {
  const spaces: readonly LatentSpace[] = runner.styles ? ['w', 'z'] : ['z'];
  const inLatents = latent.distribution === 'normal' ? spherical : straight;

  /** What the synthesis network takes for some requests, at these shares of the ways that their latents begin. */
  async function entering(
    requests: readonly SampleRequest[],
    shares: readonly number[],
    space: LatentSpace,
  ): Promise<Record<string, Tensor>> {
    const onwards = requests.map((request) => ({ ...request, seed: oppositeSeed(request.seed) }));
    const { styles } = runner;
    if (space === 'w' && styles) {
      return between(await styles.styles(requests), await styles.styles(onwards), shares, straight);
    }
    const latents = between(await runner.latents(requests), await runner.latents(onwards), shares, inLatents);
    return styles ? styles.styles(requests, latents) : latents;
  }

  return {
    spaces,
    async *steps(requests, { space, sampling, epsilon }, options = {}) {
      if (!spaces.includes(space)) {
        throw new UsageError(`${name} has no space ${space}: there is no mapping network. It has: z.`);
      }
      for await (const group of runner.batches(requests, options)) {
        const all = runner.padded(group);
        const shares = all.map(({ seed }) =>
          sampling === 'end' ? 0 : drawShare(seed, latent.size, latent.distribution),
        );
        const starts = await runner.levels(group, await entering(all, shares, space));
        const further = shares.map((share) => share + epsilon);
        const ends = await runner.levels(group, await entering(all, further, space));
        for (const [i, request] of group.entries()) yield { request, start: starts[i]!, end: ends[i]! };
      }
    },
  };
}

/** Row by row. */
function between(
  from: Record<string, Tensor>,
  to: Record<string, Tensor>,
  shares: readonly number[],
  way: Between,
): Record<string, Tensor> {
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
