/** What is used of a package that need not be installed; its own types are those of the packages it gathers. */
declare module '@tensorflow/tfjs-node-gpu' {
  export * from '@tensorflow/tfjs-core';
  export { loadGraphModel } from '@tensorflow/tfjs-converter';
  export { loadLayersModel } from '@tensorflow/tfjs-layers';
}
