import { join } from 'node:path';
import { modelsFolder } from './cache.js';
import { catalogue } from './catalogue.js';
import type { ModelDescriptor } from './catalogue.js';
import { sizeOf } from './verify-model.js';

export interface ListedModel extends ModelDescriptor {
  /** All files are there and have their sizes; `gan-eval models verify` reads them. */
  readonly cached: boolean;
  /** What it takes in the cache. */
  readonly sizeBytes: number;
}

export async function listModels(
  folder: string = modelsFolder(),
  models: readonly ModelDescriptor[] = catalogue,
): Promise<ListedModel[]> {
  return Promise.all(
    models.map(async (model) => {
      const sizes = await Promise.all(model.files.map(({ name }) => sizeOf(join(folder, model.name, name))));
      return {
        ...model,
        cached: model.files.every((file, i) => sizes[i] === file.sizeBytes),
        sizeBytes: model.files.reduce((sum, file) => sum + file.sizeBytes, 0),
      };
    }),
  );
}
