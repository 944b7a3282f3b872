import type { EngineChoice } from '../config/engine-choice.js';
import { openEngine } from './open-engine.js';
import { tryDevice } from './try-device.js';

// What probeDevice starts.
try {
  await tryDevice(await openEngine(JSON.parse(process.argv[2]!) as EngineChoice));
  process.send!({});
} catch (error) {
  // The engine's error explains to a user who asked for the device; here its cause is the finding.
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const words = (reason instanceof Error ? reason.message : String(reason)).replace(/\s+/g, ' ').trim();
  // Assertions of ONNX Runtime begin with the place in its source.
  process.send!({ failure: words.replace(/^\S+\.(?:cc|h):\d+ .* was false\. /, '') });
}
process.disconnect();
