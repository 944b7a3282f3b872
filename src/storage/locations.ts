import { join, resolve } from 'node:path';
import { isS3 } from './s3-location.js';

/** `path.resolve`, but a location in S3-compatible storage is one wherever it is said. */
export function resolveLocation(folder: string, location: string): string {
  if (isS3(location)) return location;
  return isS3(folder) ? joinLocation(folder, location) : resolve(folder, location);
}

/** `path.join` of a folder and a path in it, also in S3-compatible storage. @param path - with `/` */
export function joinLocation(folder: string, path: string): string {
  return isS3(folder) ? `${folder.replace(/\/+$/, '')}/${path}` : join(folder, path);
}
