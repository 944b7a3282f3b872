import leven from 'leven';
import { UsageError } from '../errors.js';
import { catalogue } from './catalogue.js';
import type { ModelDescriptor } from './catalogue.js';

/** @throws UsageError for a name that the catalogue does not have */
export function findModel(name: string, models: readonly ModelDescriptor[] = catalogue): ModelDescriptor {
  const model = models.find((candidate) => candidate.name === name);
  if (model !== undefined) return model;
  const names = models.map((candidate) => candidate.name);
  const [nearest] = names.toSorted((a, b) => leven(a, name) - leven(b, name));
  const hint = nearest && leven(nearest, name) <= nearest.length / 2 ? ` Did you mean ${nearest}?` : '';
  throw new UsageError(`There is no model '${name}'.${hint} Models: ${names.join(', ')}.`);
}
