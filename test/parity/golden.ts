import { readFile } from 'node:fs/promises';
import type { Preprocessing } from '../../src/config/extractor-file.js';
import { decodeNpy } from '../../src/formats/npy.js';
import type { SetRecipe } from './smooth-images.js';

const folder = new URL('../../fixtures/golden/parity/', import.meta.url);

type ResizeMode = Preprocessing['resize'];

/** A feature vector that a peer computed. */
export interface GoldenVector {
  readonly mode: ResizeMode;
  readonly tap: string;
  readonly image: string;
  readonly values: Float32Array;
}

interface SeededRows {
  readonly seed: number;
  readonly count: number;
}

/** What bench/parity/make_golden.py wrote. */
export interface Golden {
  readonly weights: { readonly seed: number; readonly sha256: string };
  readonly sets: Readonly<Record<'real' | 'fake', SetRecipe & { readonly pixelsSha256: string }>>;
  /** Images in each set. */
  readonly setSize: number;
  readonly fid: readonly {
    readonly mode: ResizeMode;
    readonly peer: string;
    readonly tap: string;
    readonly fid: number;
  }[];
  readonly givenFeatures: {
    readonly width: number;
    readonly real: SeededRows;
    readonly fake: SeededRows;
    readonly exact: number;
    readonly peers: Readonly<Record<string, number>>;
  };
  readonly features: readonly GoldenVector[];
}

interface GoldenFile extends Omit<Golden, 'features'> {
  /** In the order of features.npy, in which the vectors follow each other. */
  readonly features: readonly (Omit<GoldenVector, 'values'> & { readonly length: number })[];
}

export async function readGolden(): Promise<Golden> {
  const file = JSON.parse(await readFile(new URL('golden.json', folder), 'utf8')) as GoldenFile;
  const { data } = decodeNpy(await readFile(new URL('features.npy', folder)), 'features.npy');
  if (!(data instanceof Float32Array)) throw new Error('features.npy: expected float32');
  let end = 0;
  const features = file.features.map(({ length, ...vector }) => {
    const values = data.subarray(end, end + length);
    end += length;
    return { ...vector, values };
  });
  if (end !== data.length)
    throw new Error(`features.npy has ${data.length} values, golden.json lists ${end}`);
  return { ...file, features };
}

/** What bench/parity/make_spatial.py wrote: the spatial output for large.jpg in mode tf1. */
export async function readGoldenSpatial(): Promise<Float32Array> {
  const { data } = decodeNpy(await readFile(new URL('spatial.npy', folder)), 'spatial.npy');
  if (data instanceof Float32Array) return data;
  throw new Error('spatial.npy: expected float32');
}

export function readGoldenImage(name: string): Promise<Uint8Array> {
  return readFile(new URL(`images/${name}`, folder));
}
