import { stat } from 'node:fs/promises';
import { S3Failure } from './s3-failure.js';
import { openS3File } from './s3-file.js';
import { isS3, parseS3 } from './s3-location.js';

/** Whether there is a file, here or in S3-compatible storage. @throws S3Failure if that cannot be told */
export async function isFile(location: string): Promise<boolean> {
  if (!isS3(location)) return (await stat(location).catch(() => undefined))?.isFile() === true;
  try {
    await (await openS3File(parseS3(location))).close();
    return true;
  } catch (error) {
    if (error instanceof S3Failure && error.ofObject) return false;
    throw error;
  }
}
