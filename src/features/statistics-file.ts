import { statisticsNoteSchema, type StatisticsNote } from '../config/statistics-note.js';
import { InputError } from '../errors.js';
import { openNpz, writeNpz, type Npz } from '../formats/npz.js';
import { toFloat64 } from '../formats/npy.js';
import { parseJson } from '../formats/parse-json.js';
import type { GaussianStatistics } from '../math/gaussian-statistics.js';
import { SHARD_ARRAY } from './statistics-shard-file.js';

/** Statistics as they are kept in a file. */
export interface StoredStatistics {
  readonly statistics: GaussianStatistics;
  /** Those of the spatial output, which guided-diffusion's reference batches hold as well (`mu_s`, `sigma_s`). */
  readonly spatial: GaussianStatistics | undefined;
  /** There if gan-eval wrote the file. */
  readonly note: StatisticsNote | undefined;
}

/**
 * Writes `mu` and `sigma` (float64) where pytorch-fid and clean-fid look for them, and beside them the note as JSON
 * text in `gan_eval`. The file is there whole or not at all.
 */
export async function writeStatistics(
  path: string,
  { mean, covariance }: GaussianStatistics,
  note: StatisticsNote,
): Promise<void> {
  await writeNpz(path, {
    mu: { dims: [mean.length], data: mean },
    sigma: { dims: [covariance.rows, covariance.columns], data: covariance.data },
    gan_eval: { dims: [], data: [JSON.stringify(note)] },
  });
}

/**
 * Whether an .npz file holds statistics (`mu` and `sigma`) rather than images.
 * @throws InputError if it holds a shard of statistics, which is neither
 */
export async function holdsStatistics(path: string): Promise<boolean> {
  const npz = await openNpz(path);
  npz.close();
  if (npz.names.includes(SHARD_ARRAY)) {
    throw new InputError(
      `${path}: is a shard of statistics. Merge all of them first: gan-eval merge SHARDS.npz -o WHOLE.npz`,
    );
  }
  return npz.names.includes('mu') && npz.names.includes('sigma');
}

/**
 * Reads statistics written by gan-eval, pytorch-fid, clean-fid, TTUR or guided-diffusion.
 * @throws InputError if a mean is no vector, its covariance no matrix of that width, or the note is damaged
 */
export async function readStatistics(path: string): Promise<StoredStatistics> {
  const npz = await openNpz(path);
  try {
    const note = await readNote(npz, path);
    const count = note?.source.count ?? null;
    const hasSpatial = npz.names.includes('mu_s') && npz.names.includes('sigma_s');
    return {
      statistics: { count, ...(await readMoments(npz, path, 'mu', 'sigma')) },
      spatial: hasSpatial ? { count, ...(await readMoments(npz, path, 'mu_s', 'sigma_s')) } : undefined,
      note,
    };
  } finally {
    npz.close();
  }
}

async function readMoments(
  npz: Npz,
  path: string,
  mean: string,
  covariance: string,
): Promise<Pick<GaussianStatistics, 'mean' | 'covariance'>> {
  const mu = await npz.read(mean);
  const sigma = await npz.read(covariance);
  const width = mu.dims[0];
  if (width === undefined || mu.dims.length !== 1 || sigma.dims.join() !== [width, width].join()) {
    throw new InputError(
      `${path}: ${mean} is of shape (${mu.dims.join(', ')}) and ${covariance} of shape (${sigma.dims.join(', ')}); ` +
        'expected (d) and (d, d).',
    );
  }
  return {
    mean: toFloat64(mu, `${path}: ${mean}`),
    covariance: { rows: width, columns: width, data: toFloat64(sigma, `${path}: ${covariance}`) },
  };
}

async function readNote(npz: Npz, path: string): Promise<StatisticsNote | undefined> {
  if (!npz.names.includes('gan_eval')) return undefined;
  const [text] = (await npz.read('gan_eval')).data;
  const damaged = (why: string, cause?: unknown) =>
    new InputError(
      `${path}: its note 'gan_eval' cannot be read (${why}). Make the file again with 'gan-eval stats'.`,
      {
        cause,
      },
    );
  if (typeof text !== 'string') throw damaged('it is not text');
  let json: unknown;
  try {
    json = parseJson(text);
  } catch (cause) {
    throw damaged('it is not JSON', cause);
  }
  const parsed = statisticsNoteSchema.safeParse(json);
  if (!parsed.success) throw damaged('another version wrote it, or it is incomplete', parsed.error);
  return parsed.data;
}
