import { didYouMean } from '../../config/did-you-mean.js';
import { UsageError } from '../../errors.js';
import { checkTradeoffSettings } from '../../metrics/tradeoff/check-settings.js';
import type { Listener } from '../listener.js';
import type { RunConfiguration } from './read-run-file.js';
import type { RunPlan } from './run-plan.js';

type Key = 'quality' | 'pose' | 'outfit';

/**
 * Whether quality and control can be held against each other: whether the scores that do it are among those that are computed.
 * @throws UsageError for one that the configuration names and that is not
 */
export async function checkTradeoff(
  { file, at, says }: RunConfiguration,
  { points, requests, controlScores }: Pick<RunPlan, 'points' | 'requests' | 'controlScores'>,
  listener: Listener,
): Promise<boolean> {
  if (points.every(({ control }) => control === null)) return false;
  await at(['tradeoff'], () => {
    checkTradeoffSettings(file.tradeoff);
  });
  const quality = requests.flatMap(({ metric, scores }) =>
    metric.scores.filter(({ id, direction }) => direction === 'lower' && (scores?.includes(id) ?? true)),
  );
  const computed: Readonly<Record<Key, readonly string[]>> = {
    quality: quality.map(({ id }) => id),
    pose: controlIds(controlScores, 'pose'),
    outfit: controlIds(controlScores, 'outfit'),
  };
  for (const key of ['quality', 'pose', 'outfit'] as const) {
    const id = file.tradeoff[key];
    if (computed[key].includes(id)) continue;
    if (says(['tradeoff', key])) {
      await at(['tradeoff', key], () => {
        throw new UsageError(
          `'${id}' is not among the scores of the run that can stand here.${didYouMean(id, computed[key])} There are: ${computed[key].join(', ') || 'none'}.`,
        );
      });
    }
    if (key === 'quality') {
      listener.onNotice?.(
        `Quality and control are not held against each other: ${id} is not computed. Add it to the metrics, or name another in tradeoff.quality.`,
      );
      return false;
    }
  }
  return true;
}

function controlIds(scores: RunPlan['controlScores'], subject: 'pose' | 'outfit'): string[] {
  return scores.flatMap(({ about, definition }) => (about === subject ? [definition.id] : []));
}
