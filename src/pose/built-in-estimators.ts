import { coco17, type JointName } from './joint-names.js';
import type { EstimatorSettings } from './network-pose-estimator.js';

/** A pose network that gan-eval knows. */
export interface BuiltInEstimator {
  /** Its weights' name in the catalogue of src/models, and the beginning of its files' names. */
  readonly name: string;
  readonly settings: EstimatorSettings;
  /** The built-in estimator that does the coarse pass, where this one is lost in a whole image. */
  readonly finder?: string;
}

/**
 * Chosen by looking (docs/pose.md). Below 0.2 lie the joints that the image does not show, above it all that were right. A
 * person, or the upper half of one, scores above 0.5; tripods, cones and lamp posts below, but for a few.
 */
const thresholds = { minJointScore: 0.2, minPersonScore: 0.5, looksForOthers: true };

/** @source the tensors of google/movenet/singlepose/4 on TensorFlow Hub: int32 RGB 0..255; [y, x, score], COCO order */
const moveNet = (sidePx: number): EstimatorSettings => ({
  widthPx: sidePx,
  heightPx: sidePx,
  layout: 'nhwc',
  mean: [0, 0, 0],
  std: [1 / 255, 1 / 255, 1 / 255],
  resize: 'clean',
  output: { kind: 'coordinates', fields: ['y', 'x', 'score'], unit: 'relative' },
  joints: coco17,
  ...thresholds,
});

/** @source EfficientPose's `extract_coordinates` */
const efficientPoseOrder = [
  'head_top',
  'upper_neck',
  'r_shoulder',
  'r_elbow',
  'r_wrist',
  'thorax',
  'l_shoulder',
  'l_elbow',
  'l_wrist',
  'pelvis',
  'r_hip',
  'r_knee',
  'r_ankle',
  'l_hip',
  'l_knee',
  'l_ankle',
] as const satisfies readonly JointName[];

export const builtInEstimators: readonly BuiltInEstimator[] = [
  { name: 'movenet-thunder', settings: moveNet(256) },
  { name: 'movenet-lightning', settings: moveNet(192) },
  {
    name: 'efficientpose',
    finder: 'movenet-lightning',
    settings: {
      widthPx: 368,
      heightPx: 368,
      layout: 'nhwc',
      // Its Lite variants scale to -1..1, the others as ImageNet networks of PyTorch do.
      mean: [0.5, 0.5, 0.5],
      std: [0.5, 0.5, 0.5],
      resize: 'clean',
      output: { kind: 'heatmap' },
      joints: efficientPoseOrder,
      ...thresholds,
    },
  },
];
