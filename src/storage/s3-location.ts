import { UsageError } from '../errors.js';

/** Where something is in S3-compatible storage. */
export interface S3Location {
  readonly bucket: string;
  /** As it is, not percent-encoded; may be empty. */
  readonly key: string;
}

/** Whether a location is in S3-compatible storage, rather than a path. */
export function isS3(location: string): boolean {
  return /^s3:\/\//i.test(location);
}

/** @throws UsageError if there is no bucket in it */
export function parseS3(location: string): S3Location {
  const [, bucket, key = ''] = /^s3:\/\/([^/]+)(?:\/(.*))?$/is.exec(location) ?? [];
  if (bucket === undefined) throw new UsageError(`${location}: expected s3://BUCKET/PREFIX.`);
  return { bucket, key };
}

/**
 * Results go to files here.
 * @param location - that something is to be written to
 * @throws UsageError if it is in S3-compatible storage
 */
export function refuseToWriteS3(location: string): void {
  if (!isS3(location)) return;
  throw new UsageError(`${location}: s3:// is read, never written to. Name a path here, and copy it there.`);
}
