import type { Preprocessing, PresetName } from '../config/extractor-file.js';

const imagenetColours = {
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
} satisfies Partial<Preprocessing>;
const square224 = { widthPx: 224, heightPx: 224, layout: 'nchw' } satisfies Partial<Preprocessing>;

/** Preprocessing that families of published encoders were trained with. */
export const presets: Readonly<Record<PresetName, Preprocessing>> = {
  /** Classifiers: shorter side 256, centre 224. @source torchvision's reference evaluation, with Pillow's bicubic */
  imagenet: { ...square224, ...imagenetColours, resize: 'clean', fit: { shorterSidePx: 256 } },
  /** CLIP image towers at 224. @source the constants of OpenAI's CLIP */
  clip: {
    ...square224,
    resize: 'clean',
    fit: { shorterSidePx: 224 },
    mean: [0.48145466, 0.4578275, 0.40821073],
    std: [0.26862954, 0.26130258, 0.27577711],
  },
  /** DINOv2 as the FD-DINOv2 papers use it: stretched to 224 x 224. @source dgm-eval */
  dinov2: { ...square224, ...imagenetColours, resize: 'clean', fit: 'stretch' },
  /** Grey levels 0..255 as they are. */
  raw: {
    ...square224,
    resize: 'clean',
    fit: 'stretch',
    mean: [0, 0, 0],
    std: [1 / 255, 1 / 255, 1 / 255],
  },
};
