import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/** Makes TypeScript loadable in a thread, which does not inherit that. */
const FROM_SOURCE = `
const { loader, module } = require('node:worker_threads').workerData;
import(loader).then(({ register }) => { register(); return import(module); });
`;

/**
 * Starts a module of this project in a thread: compiled as it is, and from source (in tests and benches) through tsx.
 * @param name - of the module, without its ending
 * @param beside - import.meta.url of a module in the same folder
 */
export function startModule(name: string, beside: string): Worker {
  if (!beside.endsWith('.ts')) return new Worker(new URL(`${name}.js`, beside));
  const tsx = pathToFileURL(createRequire(beside).resolve('tsx/package.json'));
  const workerData = {
    loader: new URL('dist/esm/api/index.mjs', tsx).href,
    module: new URL(`${name}.ts`, beside).href,
  };
  return new Worker(FROM_SOURCE, { eval: true, workerData });
}
