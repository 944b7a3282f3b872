import { isAbsolute, join, resolve } from 'node:path';
import envPaths from 'env-paths';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder that gan-eval keeps models and features in: GAN_EVAL_HOME, else `gan-eval` under XDG_CACHE_HOME, else the
 * platform's place for caches.
 * @param platformCache - that last one
 */
export function cacheHome(
  env: Environment = process.env,
  platformCache: string = envPaths('gan-eval', { suffix: '' }).cache,
): string {
  const { GAN_EVAL_HOME: own, XDG_CACHE_HOME: xdg } = env;
  if (own !== undefined && own !== '') return resolve(own);
  // The XDG specification has relative paths ignored.
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'gan-eval');
  return platformCache;
}

/** Holds one folder a model, named after it. */
export function modelsFolder(home: string = cacheHome()): string {
  return join(home, 'models');
}

/** Holds cached features. */
export function featuresFolder(home: string = cacheHome()): string {
  return join(home, 'features');
}

/** Holds how long an image takes, by kind of work. */
export function ratesFile(home: string = cacheHome()): string {
  return join(home, 'rates.json');
}

/** Holds what `gan-eval bench` found to be fastest, by machine. */
export function machineFile(home: string = cacheHome()): string {
  return join(home, 'machine.json');
}
