import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/models/catalogue.js';
import { weightsSha256 } from '../../src/models/verify-model.js';
import { withLicence } from '../../src/models/with-licence.js';

describe('the licence of a network', () => {
  it.each(catalogue.map((model) => [model.name, model] as const))(
    'is found for %s by its hash',
    (_, model) => {
      const { spdx, holder } = model.licence;
      expect(withLicence({ weightsSha256: weightsSha256(model) }).licence).toEqual({ spdx, holder });
    },
  );

  it('is null for weights of the user’s own, and leaves what else is said as it is', () => {
    const network = { name: 'encoder.onnx', weightsSha256: 'a'.repeat(64) };
    expect(withLicence(network)).toEqual({ ...network, licence: null });
  });
});
