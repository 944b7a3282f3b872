/**
 * What `gan-eval stats` does, telling how far it is: a line of JSON after each few images. No feature cache.
 *
 * Usage: node --import tsx bench/scale/child.ts FOLDER FEATURES OUT.npz
 */
import { makeStatistics } from '../../src/suite/comparison/make-statistics.js';

const INTERVAL_MS = 2000;

const [folder, features, out] = process.argv.slice(2);
if (!folder || !features || !out) throw new Error('Usage: child.ts FOLDER FEATURES OUT.npz');

let images = 0;
let start: number | undefined;
let told = 0;
function tell(): void {
  start ??= performance.now();
  told = performance.now();
  const { user, system } = process.cpuUsage();
  console.log(
    JSON.stringify({ images, seconds: (told - start) / 1000, processorSeconds: (user + system) / 1e6 }),
  );
}

await makeStatistics(
  folder,
  out,
  { features, settings: {}, engine: { name: 'onnxruntime' }, seed: 0, onError: 'fail' },
  {
    onStage: ({ unit }) => {
      if (unit === 'images') tell();
    },
    onAdvance: (more) => {
      if (start === undefined) return;
      images += more;
      if (performance.now() - told >= INTERVAL_MS) tell();
    },
  },
);
tell();
