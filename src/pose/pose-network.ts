import type { PoseOutput } from '../config/pose-network-file.js';
import type { LoadedNetwork } from '../engines/engine.js';
import { InputError } from '../errors.js';
import type { RgbImage } from '../images/image.js';
import { cutRegion, toImage, type CropRegion } from './crop-region.js';
import type { DetectedKeypoint } from './detected-pose.js';
import type { JointName } from './joint-names.js';
import type { LocatedJoints } from './located-joints.js';
import { networkInput, type PosePreprocessing } from './network-input.js';
import { readCoordinates } from './read-coordinates.js';
import { readHeatmaps } from './read-heatmaps.js';

/** What a pose network takes and what its output means. */
export interface PoseNetworkSettings extends PosePreprocessing {
  readonly output: PoseOutput;
  /** The output's joints in order; null: not used. */
  readonly joints: readonly (JointName | null)[];
}

/**
 * Shows a network one region of an image.
 * @returns its joints in the image's coordinates
 * @throws InputError if the network's output is not what the settings say
 */
export async function locateJoints(
  network: LoadedNetwork,
  settings: PoseNetworkSettings,
  image: RgbImage,
  region: CropRegion,
): Promise<LocatedJoints> {
  const input = network.inputs[0]!;
  const outputName = settings.output.name ?? network.outputs[0]!.name;
  const tensor = networkInput(cutRegion(image, region), settings, input.type === 'int32');
  const { [outputName]: output } = await network.run({ [input.name]: tensor }, [outputName]);
  const joints = new Map<JointName, DetectedKeypoint>();
  readOutput(output!, settings).forEach(({ x, y, score }, i) => {
    const name = settings.joints[i];
    if (![x, y, score].every(Number.isFinite)) {
      throw new InputError(`The pose network gives NaN or infinite numbers for joint ${i}.`);
    }
    if (name) joints.set(name, { ...toImage(region, { x, y }), score });
  });
  return joints;
}

function readOutput(
  tensor: Parameters<typeof readHeatmaps>[0],
  { output, joints, layout, widthPx, heightPx }: PoseNetworkSettings,
): readonly DetectedKeypoint[] {
  return output.kind === 'heatmap'
    ? readHeatmaps(tensor, joints.length, output.layout ?? layout)
    : readCoordinates(tensor, joints.length, output, { widthPx, heightPx });
}
