import { InputError } from '../../errors.js';
import type { InterventionSample } from './intervention-sample.js';

/**
 * Checks what all gains and leakages ask of their sample.
 * @throws InputError if an edit comes twice, or embeddings of heads or of slots differ in width
 */
export function checkInterventionSample({ edits }: InterventionSample): void {
  const seen = new Set<string>();
  const widths = new Map<string, number>();
  for (const { id, base, edited } of edits) {
    if (seen.has(id)) {
      throw new InputError(`${id} comes twice; expected each edited image once. Remove one of them.`);
    }
    seen.add(id);
    for (const { head, slots } of [base, edited]) {
      const looks = [
        ['head', head] as const,
        ...Array.from(slots, ([slot, view]) => [slot, view.seen] as const),
      ];
      for (const [what, look] of looks) {
        if ('reason' in look) continue;
        const width = widths.get(what) ?? look.embedding.length;
        widths.set(what, width);
        if (look.embedding.length === width) continue;
        throw new InputError(
          `${id}: the embedding of the ${what} has ${look.embedding.length} numbers, others have ${width}; ` +
            'expected one width. Describe all images with one network.',
        );
      }
    }
  }
}
