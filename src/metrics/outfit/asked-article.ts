import type { NotScored } from '../control/definition.js';
import type { Article, OutfitPair } from './outfit-sample.js';

/**
 * The article that what is seen is to be compared with. An exchange of conditions that ask for the same article is none: what the
 * image shows of its own condition would pass for chance.
 * @returns undefined if the slot is to be empty
 */
export function askedArticle({ asked, own, targetCondition }: OutfitPair): Article | NotScored | undefined {
  if (!asked) return undefined;
  if (targetCondition !== undefined && asked.id === own) {
    return { reason: 'exchanged with a condition that asks for the same article' };
  }
  return asked;
}
