import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawEdits, figureEdits, writeEditManifest } from '../../../fixtures/mannequins/draw-edits.js';
import { widthFor } from '../../../fixtures/mannequins/draw-figure.js';
import { withArticle } from '../../../fixtures/mannequins/edit.js';
import { FRAME, type Figure } from '../../../fixtures/mannequins/figure.js';
import { toCondition, type Condition } from '../../../src/conditions/condition.js';
import type { Edit } from '../../../src/conditions/edits.js';
import { openManifest, type Manifest } from '../../../src/conditions/open-manifest.js';
import { keypointNames } from '../../../src/conditions/pose.js';
import type { ControlEstimate } from '../../../src/config/estimate.js';
import { manifestLineSchema } from '../../../src/config/manifest.js';
import { interventionsSchema, type InterventionsResult } from '../../../src/config/interventions-result.js';
import { InputError } from '../../../src/errors.js';
import { contentHash } from '../../../src/images/content-hash.js';
import { decodeImage } from '../../../src/images/decode-image.js';
import type { ImageSet } from '../../../src/images/image-set.js';
import { openImageSet } from '../../../src/images/open-image-set.js';
import { colourPalette } from '../../../src/math/colour-palette.js';
import { labOfRgb } from '../../../src/math/lab.js';
import type { Appearance } from '../../../src/outfit/appearance.js';
import { readArticle } from '../../../src/outfit/read-article.js';
import { joinImages } from '../../../src/suite/control/control-join.js';
import { editImages } from '../../../src/suite/control/edit-images.js';
import type { EditViewer } from '../../../src/suite/control/edit-views.js';
import { evaluateEdits } from '../../../src/suite/control/evaluate-edits.js';

const options = { count: 5, firstSeed: 300, heightPx: 64 };

let folder: string;
let real: ReadonlyMap<string, Figure>;
let manifest: Manifest;
let conditions: Condition[];
let exact: InterventionsResult;
const articles = new Map<string, Appearance & { id: string }>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-edits-'));
  real = await drawEdits(join(folder, 'real'), options);
  await writeEditManifest(join(folder, 'real'), options);
  manifest = await openManifest(join(folder, 'real'));
  conditions = [];
  for await (const condition of manifest.conditions()) conditions.push(condition);
  for (const path of conditions.flatMap(({ outfit }) => [...outfit!.values()])) {
    if (path === null || articles.has(path)) continue;
    const { picture } = await readArticle(join(manifest.folder, path), path);
    articles.set(path, { ...look(picture.data, () => true), id: path });
  }
  exact = await scored(await drawnSet('real', real));
});
afterAll(() => rm(folder, { recursive: true }));

/** Where what is asked for can be read off: colours, in 27 boxes, and the palette. */
function look(data: Uint8Array, isInside: (pixel: number) => boolean): Appearance {
  const inside: number[] = [];
  for (let pixel = 0; 3 * pixel < data.length; pixel++) {
    if (isInside(pixel)) inside.push(data[3 * pixel]!, data[3 * pixel + 1]!, data[3 * pixel + 2]!);
  }
  const boxes = new Float64Array(27);
  for (let i = 0; i < inside.length; i += 3) {
    const [r, g, b] = [inside[i]!, inside[i + 1]!, inside[i + 2]!].map((value) => Math.floor(value / 85.4));
    boxes[9 * r! + 3 * g! + b!]!++;
  }
  const length = Math.hypot(...boxes);
  return {
    embedding: Float32Array.from(boxes, (value) => value / length),
    palette: colourPalette(labOfRgb(Uint8Array.from(inside)), { colours: 5, seed: 0 }),
    patches: new Float32Array(),
    patchWidth: 0,
    layout: new Float32Array(),
  };
}

/** Scores the edits of a generated set, looked at by an estimator that knows every pose. */
async function scored(generated: Side): Promise<InterventionsResult> {
  const ofReal = await drawnSet('real', real);
  const result = await evaluateEdits(
    { conditions, articles, generated, real: ofReal },
    viewer(new Map([...generated.figureOf, ...ofReal.figureOf])),
    { resamples: 20, seed: 0 },
  );
  return interventionsSchema.parse(result);
}

async function made(name: string, make: Parameters<typeof drawEdits>[2]): Promise<InterventionsResult> {
  return scored(await drawnSet(name, await drawEdits(join(folder, name), options, make)));
}

type Side = Awaited<ReturnType<typeof drawnSet>>;

async function drawnSet(name: string, drawn: ReadonlyMap<string, Figure>) {
  const set = await openImageSet(join(folder, name));
  const figureOf = new Map<string, Figure>();
  for (const [i, id] of set.ids.entries()) {
    const image = await decodeImage(await set.read(i), id);
    figureOf.set(contentHash({ kind: 'pixels', image }), drawn.get(id)!);
  }
  return { set, figureOf, joined: joinImages(set.ids, conditions) };
}

function viewer(figures: ReadonlyMap<string, Figure>): EditViewer {
  const [scaleX, scaleY] = [widthFor(options.heightPx) / FRAME.width, options.heightPx / FRAME.height];
  return {
    ...{ slots: manifest.slots, regions: manifest.regions, seenBy: 'colours' },
    worn: () => 0.5,
    estimator: {
      identity: { name: 'drawn', weightsSha256: '', settings: '' },
      ...{ supported: keypointNames, runsOn: 'nothing' },
      estimate(image) {
        const { pose } = figures.get(contentHash({ kind: 'pixels', image }))!;
        const keypoints = pose.keypoints.map(({ x, y }) => ({ x: x * scaleX, y: y * scaleY, score: 1 }));
        return Promise.resolve([{ score: 1, box: { x: 0, y: 0, width: 1, height: 1 }, keypoints }]);
      },
      dispose: () => Promise.resolve(),
    },
    describer: {
      views: (views) =>
        Promise.resolve(
          views.map(({ image, region }) =>
            'reason' in region ? region : look(image.data, (pixel) => region.mask[pixel] === 1),
          ),
        ),
    },
  };
}

function value(estimate: ControlEstimate | undefined): number {
  if (estimate?.status === 'ok') return estimate.value;
  throw new Error(estimate?.reason ?? 'there is no such score');
}

const kindOf = ({ kinds }: InterventionsResult, kind: string) => kinds.find((each) => each.kind === kind)!;
const leak = (result: InterventionsResult, kind: string, id: string) =>
  value(kindOf(result, kind).leakages.find((each) => each.id === id)?.leakage);

describe('evaluateEdits', () => {
  it('finds the edits of a manifest and what they change', () => {
    expect(exact).toMatchObject({ edits: 20, conditions: 5, real: { status: 'ok', edits: 20 } });
    expect(exact.kinds.map(({ kind, edits }) => [kind, edits])).toEqual(
      figureEdits.map(({ name }) => [name, 5]),
    );
    for (const { kind, gains, leakages } of exact.kinds) {
      // Scored, and as much as in real images, which these are.
      for (const { gain, ceiling, normalised } of gains) {
        expect(gain).toEqual(ceiling);
        if (normalised.status === 'ok') expect(normalised.value).toBe(1);
      }
      for (const { drift, noise } of leakages) expect(value(drift)).toBe(value(noise));
      for (const id of ['background', 'background-share']) expect(leak(exact, kind, id)).toBeLessThan(0.05);
      if (kind !== 'pose') {
        expect(leak(exact, kind, 'pose')).toBe(0);
        expect(leak(exact, kind, 'body')).toBe(0);
        expect(leak(exact, kind, 'identity')).toBeLessThan(0.4);
      }
    }
    expect(kindOf(exact, 'top').gains.map(({ id }) => id)).toContain('article-palette');
    expect(kindOf(exact, 'pose').gains.map(({ id }) => id)).toEqual(['pose-oks', 'pose-pck']);
    expect(kindOf(exact, 'colours').gains.map(({ id }) => id)).toEqual(['colours']);
    for (const [kind, id] of [
      ['pose', 'pose-oks'],
      ['top', 'old-article'],
      ['colours', 'colours'],
    ] as const) {
      expect(value(kindOf(exact, kind).gains.find((each) => each.id === id)?.gain)).toBeGreaterThan(0.05);
    }
  });

  it('gives nothing to a generator that edits nothing', async () => {
    const side = await drawnSet('real', real);
    const baseOf = (id: string) => (id.includes('-other') ? id : id.replace(/-[a-z]+\.png/, '.png'));
    const set: ImageSet = {
      ...side.set,
      read: (i) => side.set.read(side.set.ids.indexOf(baseOf(side.set.ids[i]!))),
    };
    for (const { gains, leakages } of (await scored({ ...side, set })).kinds) {
      for (const { gain } of gains) if (gain.status === 'ok') expect(gain.value).toBe(0);
      for (const { drift } of leakages) expect(value(drift)).toBeCloseTo(0, 6);
    }
  });

  it('sees a background that changes with the edit, and shoes that do, each where it is', async () => {
    const scene = await made('scene', (edited, { other }) => ({ ...edited, background: other.background }));
    const shoes = await made('shoes', (edited, { other }) =>
      withArticle(edited, 'shoes', other.outfit.shoes),
    );
    for (const kind of ['pose', 'top', 'bag']) {
      const more = (result: InterventionsResult, id: string) =>
        leak(result, kind, id) - leak(exact, kind, id);
      expect(more(scene, 'background')).toBeGreaterThan(0.5);
      expect(more(shoes, 'background')).toBeLessThan(0.05);
      expect(more(shoes, 'slot-colours')).toBeGreaterThan(0.05);
      if (kind !== 'pose') expect(more(scene, 'pose')).toBe(0);
    }
  });

  it('has no scores for a manifest without edits', async () => {
    const generated = await drawnSet('real', real);
    const plain = conditions.map((condition) => ({ ...condition, base: null }));
    const sets = { conditions: plain, articles, generated, real: { reason: 'none' } };
    expect(await evaluateEdits(sets, viewer(new Map()), { resamples: 0, seed: 0 })).toBeUndefined();
  });

  it('names edits whose images are missing', async () => {
    const side = await drawnSet('real', real);
    const joined = side.joined.filter(({ id }) => !id.includes('003') && id !== 'base-004.png');
    const scoring = scored({ ...side, joined });
    await expect(scoring).rejects.toThrow(InputError);
    await expect(scoring).rejects.toThrow(
      /4 edited conditions have no image \(base-003-pose, .*\); 4 edited images have no base image of the same seed \(base-004-pose\.png/,
    );
  });
});

describe('editImages', () => {
  const [a, b] = [condition('a', null), condition('b', 'a')];
  const edit = { edited: b, base: a, changed: [{ kind: 'pose' }] } satisfies Edit;
  const images = (...ids: string[]) => joinImages(ids, [a, b]);
  const paired = (...ids: string[]) =>
    editImages([edit], images(...ids)).pairs.map(({ base, edited, noise }) => [base.id, edited.id, noise]);

  it('pairs images of one seed', () => {
    expect(paired('a.png', 'b.jpg')).toEqual([['a.png', 'b.jpg', '7']]);
    expect(paired('a/0.png', 'a/1.png', 'b/1.png', 'b/0.png')).toEqual([
      ['a/1.png', 'b/1.png', '1'],
      ['a/0.png', 'b/0.png', '0'],
    ]);
  });

  it('pairs nothing with another seed', () => {
    const { withoutBase, withoutImage } = editImages([edit], images('a/0.png', 'b/1.png'));
    expect([withoutBase, withoutImage]).toEqual([['b/1.png'], []]);
    expect(editImages([edit], images('a/0.png')).withoutImage).toEqual(['b']);
  });

  function condition(id: string, base: string | null): Condition {
    return toCondition(manifestLineSchema.parse({ id, base, seed: 7 }), []);
  }
});
