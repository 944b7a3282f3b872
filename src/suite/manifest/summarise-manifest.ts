import type { Condition } from '../../conditions/condition.js';
import { keypointNames, type KeypointName } from '../../conditions/pose.js';

/** What a manifest holds, counted. */
export interface ManifestSummary {
  /** Lines that could be used. */
  readonly images: number;
  readonly poses: number;
  readonly joints: readonly {
    readonly name: KeypointName;
    readonly visible: number;
    readonly hidden: number;
    /** Not labelled, in images that have a pose. */
    readonly missing: number;
  }[];
  readonly slots: readonly {
    readonly slot: string;
    readonly worn: number;
    /** Said to be empty. */
    readonly empty: number;
    /** Nothing said about this slot, in images that have an outfit or not. */
    readonly unknown: number;
  }[];
  readonly boxes: number;
  readonly headBoxes: number;
  readonly parsings: number;
  readonly seeds: number;
  readonly labels: readonly { readonly label: string; readonly images: number; readonly values: number }[];
  readonly knobs: readonly {
    readonly knob: string;
    readonly images: number;
    readonly lowest: number;
    readonly highest: number;
  }[];
}

/** Counts conditions as they come. Memory depends on the number of different labels, not of images. */
export class ManifestSummariser {
  #images = 0;
  #poses = 0;
  #boxes = 0;
  #headBoxes = 0;
  #parsings = 0;
  #seeds = 0;
  readonly #visible = new Int32Array(keypointNames.length);
  readonly #hidden = new Int32Array(keypointNames.length);
  readonly #worn = new Map<string, number>();
  readonly #empty = new Map<string, number>();
  readonly #labels = new Map<string, { images: number; readonly values: Set<string> }>();
  readonly #knobs = new Map<string, { images: number; lowest: number; highest: number }>();

  add({ pose, outfit, box, headBox, parsing, seed, labels, knobs }: Condition): void {
    this.#images++;
    if (pose) this.#poses++;
    pose?.forEach((joint, i) => {
      if (joint) (joint.visible ? this.#visible : this.#hidden)[i]!++;
    });
    for (const [slot, article] of outfit ?? []) increment(article === null ? this.#empty : this.#worn, slot);
    if (box) this.#boxes++;
    if (headBox) this.#headBoxes++;
    if (parsing !== null) this.#parsings++;
    if (seed !== null) this.#seeds++;
    for (const [label, value] of Object.entries(labels)) {
      const known = this.#labels.get(label) ?? { images: 0, values: new Set() };
      this.#labels.set(label, known);
      known.images++;
      known.values.add(value);
    }
    for (const [knob, value] of Object.entries(knobs)) {
      const { images, lowest, highest } = this.#knobs.get(knob) ?? {
        images: 0,
        lowest: value,
        highest: value,
      };
      this.#knobs.set(knob, {
        images: images + 1,
        lowest: Math.min(lowest, value),
        highest: Math.max(highest, value),
      });
    }
  }

  /** @param slots - all slots of the manifest, in their order */
  finish(slots: readonly string[]): ManifestSummary {
    return {
      images: this.#images,
      poses: this.#poses,
      joints: keypointNames.map((name, i) => {
        const [visible, hidden] = [this.#visible[i]!, this.#hidden[i]!];
        return { name, visible, hidden, missing: this.#poses - visible - hidden };
      }),
      slots: slots.map((slot) => {
        const [worn, empty] = [this.#worn.get(slot) ?? 0, this.#empty.get(slot) ?? 0];
        return { slot, worn, empty, unknown: this.#images - worn - empty };
      }),
      boxes: this.#boxes,
      headBoxes: this.#headBoxes,
      parsings: this.#parsings,
      seeds: this.#seeds,
      labels: [...this.#labels].map(([label, { images, values }]) => ({
        label,
        images,
        values: values.size,
      })),
      knobs: [...this.#knobs].map(([knob, counts]) => ({ knob, ...counts })),
    };
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
