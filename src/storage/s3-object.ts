import { addAbortSignal, Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { s3Access } from './s3-client.js';
import { S3Failure, s3Failure } from './s3-failure.js';
import type { S3Location } from './s3-location.js';

/** The AWS SDK repeats requests, but not those whose answer breaks off. */
const ATTEMPTS = 3;
const PAUSE_MS = 100;

export interface S3ReadOptions {
  /** The first and the last byte. */
  readonly range?: readonly [number, number] | undefined;
  /** Refuses every other version of the object. */
  readonly etag?: string | undefined;
  /** The most that is read. */
  readonly limitBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The bytes of an object, or a range of them.
 * @throws S3Failure if there is no such object, it cannot be had, is larger than the limit, or breaks off again and again
 */
export async function readS3Object(
  { bucket, key }: S3Location,
  { range, etag, limitBytes, signal }: S3ReadOptions,
): Promise<Buffer> {
  const access = await s3Access();
  const command = new access.sdk.GetObjectCommand({
    Bucket: bucket,
    Key: key,
    Range: range && `bytes=${range.join('-')}`,
    IfMatch: etag,
  });
  for (let attempt = 1; ; attempt++) {
    let output: GetObjectCommandOutput;
    try {
      output = await access.client.send(command, { abortSignal: signal });
    } catch (error) {
      throw s3Failure(error, 's3:GetObject', access);
    }
    try {
      return await collect(output, limitBytes, signal);
    } catch (error) {
      if (signal?.aborted) throw new S3Failure('it was closed', false);
      if (error instanceof S3Failure) throw error;
      const how = error instanceof Error ? error.message : String(error);
      if (attempt === ATTEMPTS) {
        throw new S3Failure(`its bytes break off, ${ATTEMPTS} times in turn (${how})`, true);
      }
    }
    await setTimeout(PAUSE_MS * attempt);
  }
}

async function collect(
  { Body: body, ContentLength: sizeBytes }: GetObjectCommandOutput,
  limitBytes: number,
  signal: AbortSignal | undefined,
): Promise<Buffer> {
  if (!(body instanceof Readable)) return Buffer.alloc(0);
  if (signal) addAbortSignal(signal, body);
  const chunks: Buffer[] = [];
  let count = 0;
  try {
    checkSize(sizeBytes ?? 0, limitBytes);
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      count += chunk.length;
      checkSize(count, limitBytes);
    }
  } finally {
    body.destroy();
  }
  if (sizeBytes !== undefined && count !== sizeBytes) throw new Error(`${count} of ${sizeBytes} bytes`);
  return Buffer.concat(chunks);
}

function checkSize(sizeBytes: number, limitBytes: number): void {
  if (sizeBytes <= limitBytes) return;
  throw new S3Failure(`${sizeBytes} bytes or more; the limit is ${limitBytes} bytes`, true);
}
