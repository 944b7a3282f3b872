import type { EngineChoice } from '../../config/engine-choice.js';
import { openGenerator } from '../../generators/open-generator.js';
import type { Listener } from '../listener.js';
import { writeSamples } from '../sampling/sample-generator.js';
import type { SampleStep } from './run-steps.js';

/**
 * Makes what is missing of the samples of a generator's points.
 * @throws UsageError, InputError as writeSamples does; what was made until then stays
 */
export async function samplePoints(
  { points }: SampleStep,
  engine: EngineChoice,
  signal: AbortSignal | undefined,
  listener: Listener,
): Promise<void> {
  const [first] = points.flatMap(({ sampling }) => sampling ?? []);
  if (!first) return;
  const generator = await openGenerator(first.source, {
    engine,
    onNotice: (text) => listener.onNotice?.(text),
  });
  try {
    for (const { sampling } of points) {
      if (sampling) await writeSamples(generator, { ...sampling.run, signal }, listener);
    }
  } finally {
    await generator.dispose();
  }
}
