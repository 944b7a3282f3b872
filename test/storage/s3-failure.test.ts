import { describe, expect, it } from 'vitest';
import { s3Failure } from '../../src/storage/s3-failure.js';

describe('a server that gives no answer', () => {
  const error = (name: string, message: string, code?: string): Error =>
    Object.assign(new Error(message), { name, ...(code !== undefined && { code }) });
  const words = (cause: Error, endpoint?: string): string =>
    s3Failure(cause, 's3:ListBucket', { endpoint, unsigned: undefined }).message;

  it('is named without what its address has of a user, and without the words of the SDK', () => {
    const cause = error('TimeoutError', '@smithy/node-http-handler - the request socket timed out');
    expect(words(cause, 'http://me:secret@minio:9000')).toBe(
      'the server minio:9000 does not answer, though it was asked several times',
    );
  });

  it('is Amazon’s where no other is set, which is then said', () => {
    expect(words(error('Error', 'getaddrinfo ENOTFOUND b', 'ENOTFOUND'))).toBe(
      'Amazon’s server cannot be reached (ENOTFOUND); AWS_ENDPOINT_URL names another',
    );
  });
});
