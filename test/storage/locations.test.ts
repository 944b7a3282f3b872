import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { joinLocation, resolveLocation } from '../../src/storage/locations.js';
import { isS3, parseS3 } from '../../src/storage/s3-location.js';
import { portablePath } from '../../src/suite/portable-path.js';

it('tells s3:// from paths', () => {
  expect(['s3://b', 'S3://b/k', 's3:/b', './s3://b', 's3'].map(isS3)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

it.each([
  ['s3://b', 'b', ''],
  ['s3://b/', 'b', ''],
  ['s3://b/a b/%2F#?+.png', 'b', 'a b/%2F#?+.png'],
  ['S3://b//k/', 'b', '/k/'],
])('%s', (location, bucket, key) => {
  expect(parseS3(location)).toEqual({ bucket, key });
});

it('leaves locations in storage as they are, and goes on from them', () => {
  expect(resolveLocation('/runs', 's3://b/k')).toBe('s3://b/k');
  expect(resolveLocation('s3://b/k/', 'a/b.png')).toBe('s3://b/k/a/b.png');
  expect(resolveLocation('/runs', 'real')).toBe(resolve('/runs', 'real'));
  expect(joinLocation('s3://b', 'manifest.jsonl')).toBe('s3://b/manifest.jsonl');
  expect(portablePath('/runs/out', 's3://b/k')).toBe('s3://b/k');
});
