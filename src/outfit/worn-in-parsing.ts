import type { LabelMap } from '../images/label-map.js';

/** Fewer pixels of a slot's labels than this share of the map are strays of a parser. */
const LEAST_SHARE = 0.0005;

/** Whether a map of body parts and clothes of an image shows a slot's labels: 1 if so, 0 if not. */
export function wornInParsing({ labels }: LabelMap, ofSlot: readonly number[]): 0 | 1 {
  const wanted = new Set(ofSlot);
  const pixels = labels.reduce((count, label) => count + (wanted.has(label) ? 1 : 0), 0);
  return pixels >= LEAST_SHARE * labels.length ? 1 : 0;
}
