import { didYouMean } from '../../config/did-you-mean.js';
import type { RunFile } from '../../config/run-file.js';
import { UsageError } from '../../errors.js';
import { outfitScores } from '../outfit/registry.js';
import { poseScores } from '../pose/registry.js';
import { metrics } from '../registry.js';

/**
 * Refuses scores that cannot be an axis of the trade-off.
 * @throws UsageError
 */
export function checkTradeoffSettings({ quality, pose, outfit }: RunFile['tradeoff']): void {
  const falling = metrics.flatMap(({ scores }) => scores).filter(({ direction }) => direction === 'lower');
  const compares = (score: { readonly comparesTargets: boolean }) => score.comparesTargets;
  requireOne('quality', quality, falling, 'a quality score of which less is better');
  requireOne('pose', pose, poseScores.filter(compares), 'a pose score that has a floor');
  requireOne('outfit', outfit, outfitScores.filter(compares), 'an outfit score that has a floor');
}

function requireOne(key: string, id: string, scores: readonly { readonly id: string }[], what: string): void {
  const ids = scores.map((score) => score.id);
  if (ids.includes(id)) return;
  throw new UsageError(
    `tradeoff.${key}: expected ${what}, got ${id}.${didYouMean(id, ids)} There are ${ids.join(', ')}.`,
  );
}
