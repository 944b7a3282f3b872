import type { MetricDefinition, ScoreDefinition } from '../metrics/definition.js';

export function describeRange([least, most]: ScoreDefinition['range']): string {
  if (most === Infinity) return least === -Infinity ? 'any number' : `${least} and up`;
  return least === -Infinity ? `up to ${most}` : `${least} to ${most}`;
}

export function describeNeeds({ takes, needsStrata }: MetricDefinition): string {
  const sides = {
    statistics: 'two sets, either as images or as a file of statistics',
    features: 'two sets of images',
    generated: 'generated images alone',
    path: "a path through a generator's latent space",
  }[takes];
  return needsStrata ? `${sides}, labelled with strata (\`--strata\`)` : sides;
}

export const describeOutput: Readonly<Record<MetricDefinition['reads'], string>> = {
  features: 'the features (`--tap` chooses others)',
  logits: 'the class logits',
  spatial: 'the spatial features',
  patches: 'the patches',
};

export function describeSamples({ takes, minimumSamples, recommendedSamples }: MetricDefinition): string {
  const count = (images: number) => images.toLocaleString('en');
  const each = takes === 'statistics' || takes === 'features' ? ' a side' : '';
  return `at least ${count(minimumSamples)}${each}; published figures use ${count(recommendedSamples)}`;
}
