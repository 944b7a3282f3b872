import { isAbsolute, relative, resolve, sep } from 'node:path';

/** From a folder to a file, with `/` on every platform; absolute where no relative path leads there. */
export function portablePath(folder: string, target: string): string {
  const path = relative(resolve(folder), resolve(target));
  return isAbsolute(path) ? path : path.split(sep).join('/');
}
