import { basename, resolve } from 'node:path';
import { commentedRunFile } from '../../config/commented-run-file.js';
import { runFileExamples } from '../../config/run-file-examples.js';
import { verifyModel } from '../../models/verify-model.js';
import { findRunData, realness, type FoundData, type FoundSet } from './find-run-data.js';

export interface RunFileDraft {
  readonly text: string;
  /** What was found, and what is left to be filled in; sentences. */
  readonly findings: readonly string[];
}

const CANONICAL = 'inception-v3-fid';
const EMBEDDED = 'inception-v3-nsfwjs';

/** Enough for most metrics, and quick enough for a first run. */
const FIRST_SAMPLES = 1000;

/** A commented configuration for what lies in a folder. Where something is missing, an example stands in for it. */
export async function draftRunFile(folder: string): Promise<RunFileDraft> {
  const data = await findRunData(folder);
  const real = mostReal(data.sets);
  const generators = namedSources(data, real);
  const found = real?.manifest ? manifestNote(real.manifest) : undefined;
  const isInstalled = (await verifyModel(CANONICAL)).every(({ state }) => state === 'ok');
  const text = commentedRunFile(
    {
      title: `Generators in ${basename(resolve(folder))}`,
      real: real?.path ?? runFileExamples.real,
      ...(real?.manifest === undefined || real.manifest === null ? { samples: FIRST_SAMPLES } : {}),
      features: { name: isInstalled ? CANONICAL : EMBEDDED },
      generators: generators.length > 0 ? generators : runFileExamples.generators,
    },
    {
      ...(found !== undefined && { real: found }),
      ...(!real && {
        real: 'An example: nothing that looks like real images was found. Say where they are.',
      }),
      ...(generators.length === 0 && {
        generators: 'An example: no generator.json and no generated images were found. Say where they are.',
      }),
      'features.name': isInstalled
        ? `${CANONICAL} compares with published figures.`
        : `${EMBEDDED} is at hand everywhere, and good for comparisons of your own; only ${CANONICAL} compares with published figures (gan-eval models pull ${CANONICAL}).`,
    },
  );
  return { text, findings: describe(data, real, generators) };
}

function mostReal(sets: readonly FoundSet[]): FoundSet | undefined {
  const [first] = sets.toSorted((a, b) => realness(b) - realness(a));
  return first && realness(first) >= 0 ? first : undefined;
}

interface Source {
  readonly name: string;
  readonly source: string;
}

/** Generators, and sets of generated images, under names that gates can use. */
function namedSources({ generators, sets }: FoundData, real: FoundSet | undefined): Source[] {
  const generated = sets.filter((set) => set !== real).map(({ path }) => path);
  const names = new Set<string>();
  return [...generators, ...generated].map((source) => {
    const plain = basename(source)
      .replace(/\.[^.]*$/, '')
      .replace(/\W+/g, '_')
      .replace(/^(?=\d)|^$/, 'g');
    let name = plain;
    for (let i = 2; names.has(name); i++) name = `${plain}_${i}`;
    names.add(name);
    return { name, source };
  });
}

function manifestNote({ lines, poses, slots }: NonNullable<FoundSet['manifest']>): string {
  const outfits = slots.length > 0 ? `, outfits of ${slots.join(', ')}` : '';
  return `Its manifest has ${lines} lines: ${poses} poses${outfits}.`;
}

function describe(data: FoundData, real: FoundSet | undefined, sources: readonly Source[]): string[] {
  return [
    real
      ? `Real images: ${real.path}.${real.manifest ? ` ${manifestNote(real.manifest)}` : ''}`
      : 'No real images were found: fill in real.',
    sources.length > 0
      ? `To be compared: ${sources.map(({ source }) => source).join(', ')}.`
      : 'No generator.json and no generated images were found: fill in generators.',
    ...(real?.manifest || data.generators.length === 0
      ? []
      : ['There is no manifest: conditional generators need one (conditions), see docs/manifest.md.']),
  ];
}
