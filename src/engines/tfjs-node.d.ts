/** What is used of packages that need not be installed: each gathers the others. */
declare module '@tensorflow/tfjs-node' {
  export * from '@tensorflow/tfjs-core';
  export { loadGraphModel } from '@tensorflow/tfjs-converter';
  export { loadLayersModel } from '@tensorflow/tfjs-layers';
}

declare module '@tensorflow/tfjs-node-gpu' {
  export * from '@tensorflow/tfjs-node';
}
