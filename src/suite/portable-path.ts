import { isAbsolute, relative, resolve, sep } from 'node:path';
import { isS3 } from '../storage/s3-location.js';

/** From a folder to a file, with `/` on every platform; absolute where no relative path leads there,
 * as it is in S3-compatible storage. */
export function portablePath(folder: string, target: string): string {
  if (isS3(target)) return target;
  const path = relative(resolve(folder), resolve(target));
  return isAbsolute(path) ? path : path.split(sep).join('/');
}
