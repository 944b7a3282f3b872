import type { EngineChoice } from '../config/engine-choice.js';
import type {
  GeneratorDescription,
  GeneratorKind,
  KnobDescription,
} from '../config/generator-description.js';
import type { PictureSize } from '../conditions/condition.js';
import type { Pose } from '../conditions/pose.js';
import type { RgbImage } from '../images/image.js';
import type { LatentWalk } from './latent-walk.js';

/** What identifies a generator in a result. */
export interface GeneratorIdentity {
  readonly name: string;
  readonly loader: string;
  /** Of its description and, where they can be seen from here, its weights. */
  readonly sha256: string;
}

/** What an image is asked to show. */
export interface AskedCondition {
  /** In its manifest. */
  readonly id: string;
  /** Joints in px of the generator's image; null: not known. */
  readonly pose: Pose | null;
  /** By slot, the absolute path of the article's image, or null for nothing. null: not known. */
  readonly outfit: ReadonlyMap<string, string | null> | null;
  readonly labels: Readonly<Record<string, string>>;
}

/** Layers whose style is drawn from another seed: early ones carry the pose, late ones the colours. */
export interface StyleMix {
  readonly seed: number;
  /** From 0, the coarsest. */
  readonly layers: readonly number[];
}

/** Everything that an image depends on, so that the same request to the same generator gives the same image. */
export interface SampleRequest {
  /** 0 to 2^32 - 1. */
  readonly seed: number;
  /** null: none, of an unconditional generator. */
  readonly condition: AskedCondition | null;
  /** By name; a knob that is left out is at its default. */
  readonly knobs: Readonly<Record<string, number>>;
  readonly styleMix?: StyleMix | undefined;
}

/** An image and what it was asked for. */
export interface GeneratedImage<Request extends SampleRequest = SampleRequest> {
  readonly request: Request;
  readonly image: RgbImage;
}

export interface SampleOptions {
  /** How many images go through at a time; default: the generator's own. */
  readonly batch?: number | undefined;
  /** Ends the sampling with its reason. */
  readonly signal?: AbortSignal | undefined;
}

export type Requests<Request extends SampleRequest> = Iterable<Request> | AsyncIterable<Request>;

/** Makes images from seeds and, if it is conditional, conditions. */
export interface Generator {
  readonly identity: GeneratorIdentity;
  readonly kind: GeneratorKind;
  /** null: not known. */
  readonly latentSize: number | null;
  readonly image: PictureSize;
  /** What it takes of a condition. */
  readonly takes: Pick<GeneratorDescription, 'pose' | 'slots' | 'labels'>;
  readonly knobs: readonly KnobDescription[];
  /** Layers that can be given another style; null: none. */
  readonly styleLayers: number | null;
  /** Engine, version and device, or where else it runs. */
  readonly runsOn: string;
  /** The only requests that it can fulfil, in order; null: it makes what is asked. */
  readonly made: readonly SampleRequest[] | null;
  /** Through its latent space; null: its latents are out of reach. */
  readonly walk: LatentWalk | null;
  /**
   * Makes an image a request, in order, reading requests a little ahead. One call at a time.
   * @throws UsageError if a request is one that the generator does not take
   * @throws InputError if it makes no image, or none that can be used
   */
  sample<Request extends SampleRequest>(
    requests: Requests<Request>,
    options?: SampleOptions,
  ): AsyncGenerator<GeneratedImage<Request>>;
  /** Lets go of networks and processes. May be called twice. */
  dispose(): Promise<void>;
}

/** How to open a generator. */
export interface OpenOptions {
  /** Of a program: the device alone, by its name. */
  readonly engine: EngineChoice;
  /** Is told once about anything odd in what the generator makes. */
  readonly onNotice: (text: string) => void;
}
