import type { NotScored } from '../control/definition.js';
import type { Appearance, Article } from '../outfit/outfit-sample.js';
import type { PoseSample, PoseTarget, PredictedPose } from '../pose/pose-sample.js';

/** The background of an image, in few cells, so that it is about what is there and not about grain. */
export interface Scene {
  readonly columns: number;
  readonly rows: number;
  /** Mean colour of each cell in CIELAB: rows x columns x 3, row-major. */
  readonly lab: Float32Array;
  /** 1 where the whole cell is well away from the person; rows x columns. */
  readonly background: Uint8Array;
}

/** What is seen in a slot of an image. */
export interface SlotView {
  readonly seen: Appearance | NotScored;
  /** How certain it is that something is worn there, 0 to 1; or why that is not known. */
  readonly worn: number | NotScored;
}

/** What is seen in an image before or after an edit. */
export interface EditView {
  /** In px of the picture that poses are asked for in; null: nobody was found. */
  readonly pose: PredictedPose | null;
  readonly slots: ReadonlyMap<string, SlotView>;
  readonly head: Appearance | NotScored;
  readonly scene: Scene | NotScored;
}

/** What an image was asked for. */
export interface Asked {
  /** null: not known. */
  readonly pose: PoseTarget | null;
  /** By slot, null: nothing is to be worn there. A slot that is not in it is not known. */
  readonly outfit: ReadonlyMap<string, Article | null>;
}

/** What an edit changes. What is not in it is held. */
export interface Changed {
  readonly pose: boolean;
  readonly slots: readonly string[];
  /** By slot: what shows the colours that were swapped in, or why that is not seen; null: colours are held. */
  readonly colours: ReadonlyMap<string, Appearance | NotScored> | null;
}

/** An edit, looked at. */
export interface ViewedEdit {
  /** Of the edited image. */
  readonly id: string;
  /** The base's; edits of one base, of all seeds, are resampled together. */
  readonly condition: string;
  /** What tells the noise that both images were made from, where that is known: images of another are preferred for strangers. */
  readonly noise: string | undefined;
  /** What is changed, in words; edits of one kind are scored together. */
  readonly kind: string;
  readonly changed: Changed;
  readonly before: Asked;
  readonly after: Asked;
  readonly base: EditView;
  readonly edited: EditView;
}

/** Edits that have been looked at in one way. */
export interface InterventionSample {
  readonly estimator: PoseSample['estimator'];
  /** What described articles, slots and heads, in words. */
  readonly seenBy: string;
  readonly edits: readonly ViewedEdit[];
  /** By slot: every article that any condition asks for, each once. */
  readonly galleries: ReadonlyMap<string, readonly Article[]>;
}
