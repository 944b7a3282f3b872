import type { FeatureExtractor } from '../../features/extractor.js';
import { benchImages, imageKinds } from './bench-images.js';
import type { PreparingRow } from './bench-result.js';
import { measureRounds, ROUNDS, type Subject } from './measure-rounds.js';
import { preparingSubject } from './preparing-subject.js';
import type { Stage } from './stage.js';

const MOST_WORKERS = 16;

/**
 * How fast images are decoded and resized, by the number of threads.
 * @param msOfRound - by how many rows there are
 */
export function measurePreparing(
  extractor: FeatureExtractor,
  cores: number,
  msOfRound: (rows: number) => number,
  stage: Stage,
): Promise<PreparingRow[]> {
  const counts = workerCounts(cores);
  const total = imageKinds.length * counts.length;
  return stage('decoding and resizing', total * (1 + ROUNDS), async (onStep) => {
    const rows: { images: string; workers: number }[] = [];
    const subjects: Subject[] = [];
    try {
      for (const kind of imageKinds) {
        const images = await benchImages(kind);
        for (const workers of counts) {
          rows.push({ images: images.label, workers });
          subjects.push(await preparingSubject(extractor, images, workers));
          onStep();
        }
      }
      const measured = await measureRounds(subjects, msOfRound(total), onStep);
      return measured.map((found, i) => ({ ...rows[i]!, ...found }));
    } finally {
      await Promise.all(subjects.map((subject) => subject.close()));
    }
  });
}

/** 1, 2, 4, ... and as many as there are cores. */
function workerCounts(cores: number): number[] {
  const most = Math.min(cores, MOST_WORKERS);
  return [...[1, 2, 4, 8].filter((count) => count < most), most];
}
