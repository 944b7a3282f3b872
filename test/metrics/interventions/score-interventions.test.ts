import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import type { Estimate } from '../../../src/metrics/control/estimate.js';
import type { InterventionSample } from '../../../src/metrics/interventions/intervention-sample.js';
import { gains } from '../../../src/metrics/interventions/gains.js';
import { leakages } from '../../../src/metrics/interventions/leakages.js';
import {
  scoreInterventions,
  type ScoredKind,
} from '../../../src/metrics/interventions/score-interventions.js';
import { between, drawnEdits, turned, type DrawnEdits, type Look } from './drawn-edits.js';

const resampling = { resamples: 60, seed: 1 };
const conditions = 24;

/** The edits that are made, each with how an image is told to look after it. */
const kinds = {
  pose: { edit: (own) => ({ ...own, pose: turned(own) }), changed: { pose: true } },
  top: {
    edit: (own, { outfit }) => ({ ...own, outfit: new Map([...own.outfit, ['top', outfit.get('top')!]]) }),
    changed: { slots: ['top'] },
  },
  barefoot: {
    edit: (own) => ({ ...own, outfit: new Map([...own.outfit, ['shoes', null]]) }),
    changed: { slots: ['shoes'] },
  },
} satisfies Record<string, Pick<DrawnEdits, 'edit' | 'changed'>>;

function scored(
  sample: InterventionSample,
  real: InterventionSample | { reason: string } = none,
): ScoredKind {
  const [kind] = scoreInterventions({ generated: sample, real }, resampling);
  return kind!;
}
const none = { reason: 'no real images' };

function value(estimate: Estimate | undefined): number {
  if (estimate?.status === 'ok') return estimate.value;
  throw new Error(estimate?.reason ?? 'there is no such score');
}

const gainOf = ({ gains: all }: ScoredKind, id: string) => all.find(({ definition }) => definition.id === id);
const leakageOf = ({ leakages: all }: ScoredKind, id: string) =>
  all.find(({ definition }) => definition.id === id);
const reasonOf = (estimate: Estimate | undefined) =>
  estimate?.status === 'undefined' ? estimate.reason : '';

describe.each(Object.entries(kinds))('edits of %s', (_, edit) => {
  const real = drawnEdits({ conditions, ...edit });
  const exact = scored(real, real);

  it('made exactly gain as much as real images, and leak nothing', () => {
    expect(exact.gains.length).toBeGreaterThan(0);
    for (const { normalised, gain } of exact.gains) {
      expect(value(normalised)).toBeCloseTo(1, 12);
      expect(value(gain)).toBeGreaterThan(0);
    }
    expect(exact.leakages.length).toBeGreaterThan(4);
    for (const { drift, unrelated, leakage } of exact.leakages) {
      expect(value(drift)).toBeCloseTo(0, 6);
      expect(value(unrelated)).toBeGreaterThan(0.01);
      expect(value(leakage)).toBeCloseTo(0, 6);
    }
  });

  it('that do nothing gain nothing, and leak nothing', () => {
    const idle = scored(drawnEdits({ conditions, ...edit, made: (_asked, own) => own }), real);
    for (const { gain, normalised } of idle.gains) {
      expect(value(gain)).toBe(0);
      expect(value(normalised)).toBe(0);
    }
    for (const { leakage } of idle.leakages) expect(value(leakage)).toBeCloseTo(0, 6);
  });

  it('of which every second one is made gain half as much', () => {
    const half = drawnEdits({ conditions, ...edit, made: (asked, own, _, i) => (i % 2 === 0 ? asked : own) });
    for (const { normalised } of scored(half, real).gains) {
      expect(Math.abs(value(normalised) - 0.5)).toBeLessThan(0.15);
    }
  });

  it('that make a stranger of the image leak everything', () => {
    const stranger = scored(drawnEdits({ conditions, ...edit, made: (_asked, _own, third) => third }), real);
    for (const { leakage, leakageOfNoise } of stranger.leakages) {
      expect(value(leakage)).toBeGreaterThan(0.7);
      expect(value(leakage)).toBeLessThan(1.4);
      expect(value(leakageOfNoise)).toBeCloseTo(0, 6);
    }
  });
});

describe('a leak of one thing', () => {
  const leaks: Record<
    string,
    { readonly into: readonly string[]; readonly leak: (asked: Look, third: Look, way: number) => Look }
  > = {
    'the head': {
      into: ['identity'],
      leak: (asked, { face }, way) => ({ ...asked, face: between(asked.face, face, way) }),
    },
    'the body': {
      into: ['body'],
      leak: (asked, _, way) => ({ ...asked, limbs: asked.limbs * (1 + 0.4 * way) }),
    },
    'the background': {
      into: ['background', 'background-share'],
      leak: (asked, { wall }, way) => ({ ...asked, wall: asked.wall + way * (wall - asked.wall) }),
    },
    'another slot': {
      into: ['slots', 'slot-colours'],
      leak: (asked, { outfit }, way) => {
        const shoes = asked.outfit.get('shoes')!;
        const other = between(shoes, outfit.get('shoes')!, way);
        return { ...asked, outfit: new Map([...asked.outfit, ['shoes', { ...other, id: shoes.id }]]) };
      },
    },
  };

  it.each(Object.entries(leaks))(
    'into %s shows there, more the more there is of it, and nowhere else',
    (_, { into, leak }) => {
      const at = (way: number) =>
        scored(
          drawnEdits({ conditions, ...kinds.pose, made: (asked, _own, third) => leak(asked, third, way) }),
        );
      const amounts = [0, 0.3, 0.6, 1].map(at);
      for (const { definition } of amounts[0]!.leakages) {
        const values = amounts.map((kind) => value(leakageOf(kind, definition.id)!.drift));
        if (into.includes(definition.id)) {
          values.slice(1).forEach((each, i) => {
            if (definition.id === 'background-share') expect(each).toBeGreaterThanOrEqual(values[i]!);
            else expect(each).toBeGreaterThan(values[i]!);
          });
          expect(values[3]).toBeGreaterThan(0.05);
        } else {
          for (const each of values) expect(each).toBeCloseTo(0, 6);
        }
      }
      // What was changed is gained all the same.
      const gained = amounts.map((kind) => value(gainOf(kind, 'pose-oks')!.gain));
      if (!into.includes('body')) expect(new Set(gained).size).toBe(1);
    },
  );

  it('into the pose shows where the pose is held', () => {
    const moved = drawnEdits({
      conditions,
      ...kinds.top,
      made: (asked, _own, third) => ({ ...asked, pose: third.pose }),
    });
    const kind = scored(moved);
    expect(value(leakageOf(kind, 'pose')!.leakage)).toBeGreaterThan(0.7);
    expect(value(leakageOf(kind, 'identity')!.leakage)).toBeCloseTo(0, 6);
    expect(leakageOf(scored(drawnEdits({ conditions, ...kinds.pose })), 'pose')).toBeUndefined();
  });
});

describe('scoreInterventions', () => {
  const sample = drawnEdits({ conditions, seeds: 2, ...kinds.top });

  it('does not depend on the order of the edits', () => {
    const shuffled = { ...sample, edits: sample.edits.toReversed() };
    expect(scored(shuffled, sample)).toEqual(scored(sample, sample));
  });

  it('scores kinds of edits apart, in their order', () => {
    const poses = drawnEdits({ conditions: 12, ...kinds.pose }).edits.map((edit) => ({
      ...edit,
      id: `pose-${edit.id}`,
      kind: 'pose',
    }));
    const both = scoreInterventions(
      { generated: { ...sample, edits: [...sample.edits, ...poses] }, real: none },
      resampling,
    );
    expect(both.map(({ kind, edits, conditions: bases }) => [kind, edits, bases])).toEqual([
      ['some', 48, 24],
      ['pose', 12, 12],
    ]);
    expect(both[0]).toEqual(scored(sample));
  });

  it('gives each gain and leakage to the edits that are about it', () => {
    const ids = ({ gains: g, leakages: l }: ScoredKind) =>
      [g, l].map((all) => all.map((each) => each.definition.id));
    expect(ids(scored(sample))).toEqual([
      ['article-retrieval', 'article-similarity', 'article-palette', 'old-article'],
      ['identity', 'body', 'background', 'background-share', 'slots', 'slot-colours', 'pose'],
    ]);
    expect(ids(scored(drawnEdits({ conditions, ...kinds.barefoot })))[0]).toEqual(['old-article', 'worn']);
    const listed = [...gains, ...leakages].map(({ id }) => id);
    expect(new Set([...gains].map(({ id }) => id)).size).toBe(gains.length);
    expect(listed).toContain('colours');
  });

  it('scores swapped colours by their nearness to the image that they come from', () => {
    const swapped = drawnEdits({ conditions, edit: (own) => own, changed: {} });
    const withColours = (share: number): InterventionSample => ({
      ...swapped,
      edits: swapped.edits.map((edit, i) => {
        const source = swapped.edits[(i + 1) % conditions]!.base;
        const colours = new Map([...source.slots].map(([slot, { seen }]) => [slot, seen]));
        const slots = new Map(
          [...edit.base.slots].map(([slot, view]) => {
            if ('reason' in view.seen) throw new Error(view.seen.reason);
            const { palette } = source.slots.get(slot)!.seen as typeof view.seen;
            const own = view.seen.palette[0]!.lab;
            const lab = own.map((each, k) => each + share * (palette[0]!.lab[k]! - each)) as [
              number,
              number,
              number,
            ];
            return [slot, { ...view, seen: { ...view.seen, palette: [{ lab, share: 1 }] } }];
          }),
        );
        return { ...edit, changed: { ...edit.changed, colours }, edited: { ...edit.edited, slots } };
      }),
    });
    const [full, half, none_] = [1, 0.5, 0].map((share) => scored(withColours(share), withColours(1)));
    expect(value(gainOf(full!, 'colours')!.normalised)).toBe(1);
    expect(Math.abs(value(gainOf(half!, 'colours')!.normalised) - 0.5)).toBeLessThan(0.1);
    expect(value(gainOf(none_!, 'colours')!.normalised)).toBe(0);
    // The bag's slot is to be empty: it has no colours.
    expect(gainOf(full!, 'colours')!.notScored).toEqual([]);
    // All slots were to change, and the rest is held.
    expect(leakageOf(full!, 'slots')).toBeUndefined();
    expect(value(leakageOf(full!, 'identity')!.leakage)).toBeCloseTo(0, 6);
  });

  it('counts what cannot be scored, with the reason', () => {
    const lost: InterventionSample = {
      ...sample,
      edits: sample.edits.map((edit, i) => {
        if (i >= 3) return edit;
        const reason = { reason: 'nobody was found' };
        const slots = new Map(
          [...edit.edited.slots].map(([slot, view]) => [slot, { ...view, seen: reason }]),
        );
        return { ...edit, edited: { pose: null, slots, head: reason, scene: reason } };
      }),
    };
    const kind = scored(lost);
    expect(gainOf(kind, 'article-similarity')!.notScored).toEqual([{ reason: 'nobody was found', count: 3 }]);
    for (const { notScored } of kind.leakages) expect(notScored).toMatchObject([{ count: 3 }]);
    // Not to be retrieved is to lose what the base image had.
    expect(gainOf(kind, 'article-retrieval')!.notScored).toEqual([]);
  });

  it('takes nobody in the edited image for a pose that was not reached', () => {
    const poses = drawnEdits({ conditions, ...kinds.pose });
    const lost = {
      ...poses,
      edits: poses.edits.map((edit) => ({ ...edit, edited: { ...edit.edited, pose: null } })),
    };
    expect(value(gainOf(scored(lost), 'pose-oks')!.gain)).toBeLessThan(0);
  });

  it('has intervals over base conditions: ten at least, and all seeds of one together', () => {
    const noisy = (count: number, seeds: number) =>
      scored(
        drawnEdits({
          conditions: count,
          seeds,
          ...kinds.top,
          made: (asked, _own, third) => ({ ...asked, face: third.face }),
        }),
      );
    const intervalOf = (kind: ScoredKind) => {
      const { drift } = leakageOf(kind, 'identity')!;
      if (drift.status !== 'ok') throw new Error(drift.reason);
      return drift.interval;
    };
    expect(intervalOf(noisy(9, 3))).toMatchObject({ status: 'undefined' });
    const [once, often] = [intervalOf(noisy(20, 1)), intervalOf(noisy(20, 3))];
    if (once.status !== 'ok' || often.status !== 'ok') throw new Error('no interval');
    // Seeds that agree with each other tell nothing new.
    expect(often.standardError).toBeCloseTo(once.standardError, 9);
    expect(often.low).toBeLessThan(often.high);
  });

  it('says what has nothing to be compared with', () => {
    const kind = scored(sample);
    expect(reasonOf(gainOf(kind, 'article-similarity')!.normalised)).toBe('no real images');
    expect(reasonOf(leakageOf(kind, 'identity')!.leakageOfNoise)).toBe('no real images');
    const one = scored(drawnEdits({ conditions: 1, seeds: 3, ...kinds.top }));
    expect(reasonOf(leakageOf(one, 'identity')!.leakage)).toMatch(/all edits are of one base condition/);
    const idle = drawnEdits({ conditions, ...kinds.pose, made: (_asked, own) => own });
    expect(reasonOf(gainOf(scored(sample2(), idle), 'pose-oks')!.normalised)).toMatch(
      /real images gain nothing/,
    );
    function sample2() {
      return drawnEdits({ conditions, ...kinds.pose });
    }
  });

  it('is empty without edits', () => {
    expect(scoreInterventions({ generated: { ...sample, edits: [] }, real: none }, resampling)).toEqual([]);
  });

  it.each<[string, InterventionSample, InterventionSample, RegExp]>([
    [
      'an edit that comes twice',
      { ...sample, edits: [...sample.edits, sample.edits[0]!] },
      sample,
      /edit-000 comes twice/,
    ],
    [
      'another estimator for real images',
      sample,
      { ...sample, estimator: { ...sample.estimator, name: 'x' } },
      /looked at by drawn .*, real ones by x/,
    ],
    ['another describer for real images', sample, { ...sample, seenBy: 'x' }, /real ones by .* and x/],
  ])('refuses %s', (_, generated, real, message) => {
    const scoring = () => scoreInterventions({ generated, real }, resampling);
    expect(scoring).toThrow(InputError);
    expect(scoring).toThrow(message);
  });
});
