import type { PoseOutput } from '../config/pose-network-file.js';
import type { LoadedNetwork } from '../engines/engine.js';
import type { Tensor } from '../engines/tensor.js';
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

/** A network that finds one person's joints in the region that it is shown. Loaded at the first image. */
export class PoseNetwork<Settings extends PoseNetworkSettings = PoseNetworkSettings> {
  readonly name: string;
  readonly weightsSha256: string;
  readonly settings: Settings;
  readonly #load: () => Promise<LoadedNetwork>;
  #loading: Promise<LoadedNetwork> | undefined;

  constructor(options: {
    readonly name: string;
    readonly weightsSha256: string;
    readonly settings: Settings;
    readonly load: () => Promise<LoadedNetwork>;
  }) {
    this.name = options.name;
    this.weightsSha256 = options.weightsSha256;
    this.settings = options.settings;
    this.#load = options.load;
  }

  /**
   * @returns the joints in the image's coordinates
   * @throws InputError if the output is not what the settings say
   */
  async locate(image: RgbImage, region: CropRegion): Promise<LocatedJoints> {
    const network = await (this.#loading ??= this.#load());
    const input = network.inputs[0]!;
    const outputName = this.settings.output.name ?? network.outputs[0]!.name;
    const tensor = networkInput(cutRegion(image, region), this.settings, input.type === 'int32');
    const { [outputName]: output } = await network.run({ [input.name]: tensor }, [outputName]);
    const joints = new Map<JointName, DetectedKeypoint>();
    readOutput(output!, this.settings).forEach(({ x, y, score }, i) => {
      if (![x, y, score].every(Number.isFinite)) {
        throw new InputError(
          `${this.name} gives NaN or infinite numbers; check the network and its settings.`,
        );
      }
      const name = this.settings.joints[i];
      if (name) joints.set(name, { ...toImage(region, { x, y }), score });
    });
    return joints;
  }

  async dispose(): Promise<void> {
    await (await this.#loading)?.dispose();
  }
}

function readOutput(
  tensor: Tensor,
  { output, joints, layout, widthPx, heightPx }: PoseNetworkSettings,
): readonly DetectedKeypoint[] {
  return output.kind === 'heatmap'
    ? readHeatmaps(tensor, joints.length, output.layout ?? layout)
    : readCoordinates(tensor, joints.length, output, { widthPx, heightPx });
}
