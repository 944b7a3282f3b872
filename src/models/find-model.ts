import { didYouMean } from '../config/did-you-mean.js';
import { UsageError } from '../errors.js';
import { catalogue } from './catalogue.js';
import type { ModelDescriptor } from './catalogue.js';

/** @throws UsageError for a name that the catalogue does not have */
export function findModel(name: string, models: readonly ModelDescriptor[] = catalogue): ModelDescriptor {
  const model = models.find((candidate) => candidate.name === name);
  if (model !== undefined) return model;
  const names = models.map((candidate) => candidate.name);
  throw new UsageError(`There is no model '${name}'.${didYouMean(name, names)} Models: ${names.join(', ')}.`);
}
