/** What is used of packages that need not be installed: each gathers the others, all in one CommonJS object. */
declare module '@tensorflow/tfjs-node' {
  import type * as Converter from '@tensorflow/tfjs-converter';
  import type * as Core from '@tensorflow/tfjs-core';
  import type * as Layers from '@tensorflow/tfjs-layers';

  const gathered: typeof Core &
    Pick<typeof Converter, 'loadGraphModel'> &
    Pick<typeof Layers, 'loadLayersModel'>;
  export default gathered;
}

declare module '@tensorflow/tfjs-node-gpu' {
  export { default } from '@tensorflow/tfjs-node';
}
