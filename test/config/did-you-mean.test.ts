import { expect, it } from 'vitest';
import { didYouMean } from '../../src/config/did-you-mean.js';

it.each([
  ['inception-v3-fit', ' Did you mean inception-v3-fid?'],
  ['inception', ' Did you mean inception-v3-fid?'],
  ['INCEPTION-V3-FID', ' Did you mean inception-v3-fid?'],
  ['clip', ''],
])('%s:%s', (name, expected) => {
  expect(didYouMean(name, ['inception-v3-nsfwjs', 'inception-v3-fid'])).toBe(expected);
});
