/**
 * Prints the measured agreement with the peers as Markdown, for docs/parity.md: the figures behind test/parity's limits.
 *
 * Usage: node --import tsx bench/parity/report.ts
 */
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import { buildInceptionV3Fid, inceptionV3FidOutputs } from '../../src/models/inception-v3-fid.js';
import { featureErrors } from '../../test/parity/feature-errors.js';
import { readGolden } from '../../test/parity/golden.js';
import { givenFeaturesFid, seededFid } from '../../test/parity/seeded-fid.js';
import { seededWeights } from '../../src/models/seeded-weights.js';
import { seededImages } from '../../test/parity/smooth-images.js';

const golden = await readGolden();
const weights = seededWeights(golden.weights.seed);

const graph = buildInceptionV3Fid(weights, inceptionV3FidOutputs);
const network = await onnxRuntime().load({ kind: 'graph', graph });
console.log('| mode | peer | tap | largest relative error | mean relative error of the worst image |');
console.log('|---|---|---|---|---|');
for (const { mode, peer } of golden.fid) {
  for (const [tap, { max, mean }] of await featureErrors(golden, mode, network)) {
    console.log(`| ${mode} | ${peer} | ${tap} | ${max.toExponential(1)} | ${mean.toExponential(1)} |`);
  }
}
await network.dispose();

const images = {
  real: seededImages(golden.sets.real, golden.setSize),
  fake: seededImages(golden.sets.fake, golden.setSize),
};
console.log('\n| features | peer | its FID | FID of gan-eval | relative difference |');
console.log('|---|---|---|---|---|');
for (const entry of golden.fid) {
  row(`${entry.tap}, mode ${entry.mode}`, entry.peer, entry.fid, await seededFid(entry, weights, images));
}
const given = givenFeaturesFid(golden);
const { exact, peers, real, fake, width } = golden.givenFeatures;
for (const [peer, expected] of Object.entries({ ...peers, 'exact value': exact })) {
  row(`given, ${width} wide, ${real.count} and ${fake.count} vectors`, peer, expected, given);
}

function row(features: string, peer: string, expected: number, seen: number): void {
  const difference = ((seen - expected) / expected).toExponential(1);
  console.log(
    `| ${features} | ${peer} | ${expected.toPrecision(12)} | ${seen.toPrecision(12)} | ${difference} |`,
  );
}
