import type { StatisticsNote } from '../../config/statistics-note.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import { packageVersion } from '../versions.js';

/** What made statistics. */
export type StatisticsMaker = Pick<StatisticsNote, 'features' | 'comparable' | 'comparability' | 'runsOn'>;

export function madeBy({ outputs, runsOn }: FeatureExtractor): StatisticsMaker {
  const { identity, comparability } = outputs.features!;
  return {
    features: identity,
    comparable: comparability.comparable,
    comparability: comparability.statement,
    runsOn,
  };
}

/** What a statistics file says beside the numbers. */
export function statisticsNote({
  features,
  comparability,
  comparable,
  runsOn,
  source,
}: StatisticsMaker & Pick<StatisticsNote, 'source'>): StatisticsNote {
  return {
    schema: 'gan-eval/statistics/1',
    writer: `gan-eval ${packageVersion}`,
    ...{ features, comparable, comparability, runsOn, source },
    createdAt: new Date().toISOString(),
  };
}
