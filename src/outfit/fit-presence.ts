import { Mt19937 } from '../math/mt19937.js';
import { logistic, plattScaling, type Logistic } from '../math/platt-scaling.js';
import { discriminate, ridgeDiscriminant, type Discriminant } from '../math/ridge-discriminant.js';
import type { NotSeen } from './region.js';

/** A slot's region in a real image, of which it is known whether something is worn there. */
export interface KnownView {
  /** Of the image: views of one condition are never learnt from to judge one another. */
  readonly condition: string;
  /** Of the appearance of the region. */
  readonly layout: Float32Array;
  readonly worn: boolean;
}

/** Tells whether something is worn in a slot by what its region looks like. */
export interface Presence {
  /**
   * A condition that it was fitted to is judged by a fit that had not seen it: else generated images, which share the conditions of real ones,
   * would be judged by what has learnt their answers by heart.
   * @param condition - of the image
   * @returns the probability that something is worn, 0 to 1
   */
  readonly worn: (layout: Float32Array, condition: string) => number;
}

export interface PresenceOptions {
  /** 2 to 10. Default 5. */
  readonly folds?: number;
  /** 0 to 2^32 - 1; decides the folds. Default 0. */
  readonly seed?: number;
}

/** Fewer conditions with the slot worn, or empty, tell nothing of what that looks like. */
const LEAST_CONDITIONS = 10;
/** Of either kind; more make no better plane, but a slow fit. */
const MOST_VIEWS = 500;
/** Chosen by cross-validation on the mannequins (docs/decisions.md). */
const RIDGE = 0.01;

/**
 * Learns from real images what a slot looks like with something worn in it and with nothing: a plane between the two, and a logistic curve that
 * turns the distance from it into a probability. The curve is fitted to distances from planes that had not seen the view.
 * @param views - of one slot
 * @returns a reason if either kind is too rare
 */
export function fitPresence(
  views: readonly KnownView[],
  { folds = 5, seed = 0 }: PresenceOptions = {},
): Presence | NotSeen {
  const random = new Mt19937(seed);
  for (const worn of [true, false]) {
    const conditions = new Set(views.filter((view) => view.worn === worn).map(({ condition }) => condition));
    if (conditions.size < LEAST_CONDITIONS) {
      return {
        reason:
          `whether it is worn cannot be learnt: the slot is ${worn ? 'worn' : 'empty'} under ${conditions.size} conditions of real images; ` +
          `at least ${LEAST_CONDITIONS} are needed`,
      };
    }
  }
  const foldOf = foldsOf(views, folds, random);
  const fold = views.map(({ condition }) => foldOf.get(condition)!);
  const teachers = chooseTeachers(views, random);
  const planes = Array.from({ length: folds }, (_, f) =>
    fitPlane(teachers.filter((i) => fold[i] !== f).map((i) => views[i]!)),
  );
  const scores = views.map(({ layout }, i) => discriminate(planes[fold[i]!]!, layout));
  const curveOf = (indices: readonly number[]): Logistic =>
    plattScaling(
      indices.map((i) => scores[i]!),
      indices.map((i) => views[i]!.worn),
    );
  const all = views.map((_, i) => i);
  const curves = planes.map((_, f) => curveOf(all.filter((i) => fold[i] !== f)));
  const plane = fitPlane(teachers.map((i) => views[i]!));
  const curve = curveOf(all);
  return {
    worn(layout, condition) {
      const f = foldOf.get(condition);
      return f === undefined
        ? logistic(curve, discriminate(plane, layout))
        : logistic(curves[f]!, discriminate(planes[f]!, layout));
    },
  };
}

/** Deals the conditions out in turn, those with something worn before the others, so that every fold has its part of either. */
function foldsOf(views: readonly KnownView[], folds: number, random: Mt19937): ReadonlyMap<string, number> {
  const shuffled = (worn: boolean): string[] => {
    const conditions = views.filter((view) => view.worn === worn).map(({ condition }) => condition);
    random.shuffle(conditions);
    return conditions;
  };
  const order = new Set([...shuffled(true), ...shuffled(false)]);
  return new Map(Array.from(order, (condition, i) => [condition, i % folds]));
}

function chooseTeachers(views: readonly KnownView[], random: Mt19937): readonly number[] {
  return [true, false].flatMap((worn) => {
    const indices = views.flatMap((view, i) => (view.worn === worn ? [i] : []));
    random.shuffle(indices);
    return indices.slice(0, MOST_VIEWS);
  });
}

function fitPlane(views: readonly KnownView[]): Discriminant {
  const columns = views[0]!.layout.length;
  const data = new Float64Array(views.length * columns);
  views.forEach(({ layout }, i) => {
    data.set(layout, i * columns);
  });
  return ridgeDiscriminant(
    { rows: views.length, columns, data },
    views.map(({ worn }) => worn),
    RIDGE,
  );
}
