import { PoseNetwork } from '../../src/pose/pose-network.js';
import type { CropRegion } from '../../src/pose/crop-region.js';
import type { DetectedKeypoint } from '../../src/pose/detected-pose.js';
import { coco17 } from '../../src/pose/joint-names.js';
import type { LocatedJoints } from '../../src/pose/located-joints.js';
import type { EstimatorSettings } from '../../src/pose/network-pose-estimator.js';
import type { RgbImage } from '../../src/images/image.js';
import { seeingSettings } from './seeing-network.js';

/** A network that sees the first person of a scene of whom no joint has been painted over; where there is none, next to nothing. */
export class SceneNetwork extends PoseNetwork<EstimatorSettings> {
  readonly looks: CropRegion[] = [];
  readonly #people: readonly LocatedJoints[];
  readonly #original: RgbImage;

  constructor(
    original: RgbImage,
    people: readonly LocatedJoints[],
    settings: Partial<EstimatorSettings> = {},
  ) {
    super({
      name: 'scene',
      weightsSha256: '1'.repeat(64),
      settings: { ...seeingSettings(coco17), looksForOthers: true, ...settings },
      load: () => Promise.reject(new Error('a scene needs no network')),
    });
    this.#original = original;
    this.#people = people;
  }

  override locate(image: RgbImage, region: CropRegion): Promise<LocatedJoints> {
    this.looks.push(region);
    const untouched = ({ x, y }: DetectedKeypoint) => {
      const at = (Math.floor(y) * image.widthPx + Math.floor(x)) * 3;
      return [0, 1, 2].every((channel) => image.data[at + channel] === this.#original.data[at + channel]);
    };
    const person = this.#people.find((joints) => [...joints.values()].every(untouched));
    const nothing = coco17.map((name) => [name, { x: 1, y: 1, score: 0.05 }] as const);
    return Promise.resolve(person ?? new Map(nothing));
  }
}
