/** The library: everything that the command line does, callable. */
export { compareSets } from './suite/comparison/compare-sets.js';
export { compareGenerators } from './suite/comparison/compare-generators.js';
export type { ComparisonOptions } from './suite/comparison/compare-each.js';
export type { Difference, PairedComparison } from './config/paired-result.js';
export { makeStatistics } from './suite/comparison/make-statistics.js';
export { makeStatisticsShard } from './suite/comparison/shard-statistics.js';
export { mergeStatistics } from './suite/comparison/merge-statistics.js';
export { diagnose, type Finding } from './suite/diagnose.js';
export { benchMachine, type BenchOptions } from './suite/bench/bench-machine.js';
export type { BenchResult } from './suite/bench/bench-result.js';
export { useKeptSplits } from './suite/bench/use-kept-splits.js';
export type { Shard, ShardRecord } from './config/shard-record.js';
export type { ExtractionOptions } from './suite/comparison/extraction-options.js';
export type { Listener } from './suite/listener.js';

export { metrics } from './metrics/registry.js';
export { fid } from './metrics/fid.js';
export { featureMetric, generatedMetric, statisticsMetric } from './metrics/define-metric.js';
export { jackknifeGroups } from './math/jackknife-groups.js';
export type { MetricDefinition, MetricTools, MetricValue, ScoreDefinition } from './metrics/definition.js';
export type { FeatureSample, PathSample, Sample, StatisticsSample } from './metrics/sample.js';
export type { MetricRequest } from './suite/comparison/score-samples.js';

export { evaluateControl, type ControlRequest } from './suite/control/evaluate-control.js';
export type { ControlSets } from './suite/control/control-sides.js';
export { mergeControl, shardControl } from './suite/control/control-shard.js';
export type { AskedControl } from './suite/control/asked-control.js';
export { chooseControlScores, type ControlScoreRequest } from './suite/control/choose-control-scores.js';
export type { ControlResult, ControlScoreRecord, ControlSide } from './config/control-result.js';
export type { ControlEstimate } from './config/estimate.js';

export { openGenerator } from './generators/open-generator.js';
export type { LatentStep, LatentWalk, WalkSettings } from './generators/latent-walk.js';
export type {
  AskedCondition,
  GeneratedImage,
  Generator,
  OpenOptions,
  SampleOptions,
  SampleRequest,
  StyleMix,
} from './generators/generator.js';
export { sampleGenerator, type SampleReport, type SampleRun } from './suite/sampling/sample-generator.js';
export { sampleShard } from './suite/sampling/sample-shard.js';
export { mergeSamples } from './suite/sampling/merge-samples.js';
export { measurePathLength, type PathLengthRun } from './suite/sampling/measure-path-length.js';
export type { PathLengthResult } from './config/path-length-result.js';
export { sampleSweep, type SweepReport } from './suite/sampling/sample-sweep.js';
export type { Sweep } from './suite/sampling/sweep-values.js';

export { evaluateRun, type FinishedRun } from './suite/run/evaluate-run.js';
export { mergeRun, shardRun } from './suite/run/run-shard.js';
export type { RunOptions } from './suite/run/execute-run.js';
export type { RunListener } from './suite/run/run-listener.js';
export { writeReports } from './suite/results/write-reports.js';
export type { RunFile } from './config/run-file.js';
export type { Cost, Point, RunResult } from './config/run-result.js';
export type { Tradeoff } from './config/tradeoff-result.js';

export { openManifest, type Manifest } from './conditions/open-manifest.js';
export type { Box, Condition, Outfit, PictureSize } from './conditions/condition.js';
export { keypointNames, type Keypoint, type KeypointName, type Pose } from './conditions/pose.js';
export { importManifest, type ImportReport, type ImportRequest } from './suite/manifest/import-manifest.js';
export { checkManifest, type ManifestCheck } from './suite/manifest/check-manifest.js';
export type { ManifestFinding } from './suite/manifest/manifest-findings.js';
export type { ManifestSummary } from './suite/manifest/summarise-manifest.js';

export { openImageSet } from './images/open-image-set.js';
export { decodeImage } from './images/decode-image.js';
export { resizeImage, resizeModes, type ResizeMode } from './images/resize.js';
export type { ImageSet } from './images/image-set.js';
export type { RgbImage, StoredImage } from './images/image.js';

export type { EngineChoice } from './config/engine-choice.js';
export { openExtractor, type ExtractorRequest } from './features/open-extractor.js';
export { extractFeatures, type ExtractOptions, type FeatureBatch } from './features/extract-features.js';
export type { FeatureExtractor, ExtractorIdentity, Comparability } from './features/extractor.js';
export {
  openPoseEstimator,
  DEFAULT_POSE_ESTIMATOR,
  type PoseEstimatorRequest,
} from './pose/open-pose-estimator.js';
export { detectPoses, type DetectOptions, type PoseOfImage } from './pose/detect-poses.js';
export type { EstimatorIdentity, PoseEstimator } from './pose/pose-estimator.js';
export type { DetectedKeypoint, DetectedPose } from './pose/detected-pose.js';
export { readStatistics, writeStatistics, type StoredStatistics } from './features/statistics-file.js';

export { frechetDistance, type FrechetDistance } from './math/frechet-distance.js';
export { StatisticsAccumulator } from './math/statistics-accumulator.js';
export type { GaussianStatistics } from './math/gaussian-statistics.js';
export type { Matrix } from './math/matrix.js';

export type { Comparison, Interval, Provenance, Score, Side } from './config/result.js';
export { parseGates } from './gate/parse-gates.js';
export { judgeGates } from './gate/judge-gates.js';
export { gateExitCode } from './gate/outcomes.js';
export type { Gate } from './gate/gate.js';
export type { GateNames } from './gate/gate-names.js';
export type { Baseline } from './gate/baseline-readings.js';
export type { MeasuredPoint, MeasuredRun } from './gate/measured-run.js';
export type { GateCheck, GateOutcome, GateResult } from './config/gate-result.js';
export { GanEvalError, ImageError, InputError, InsufficientSamplesError, UsageError } from './errors.js';
