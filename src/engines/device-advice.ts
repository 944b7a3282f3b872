import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What a device of ONNX Runtime takes that does not work here, in a sentence or two; undefined for one that nothing is known of. */
export function deviceAdvice(device: string): string | undefined {
  return device === 'cuda' ? cudaAdvice() : others[device];
}

const others: Readonly<Record<string, string>> = {
  tensorrt: 'It comes with the CUDA files, and needs TensorRT besides.',
  webgpu: 'It needs a GPU with a Vulkan, Metal or Direct3D 12 driver.',
};

/** The runtime says only that a library did not load. Whether its own files are there tells apart what is missing. */
function cudaAdvice(): string {
  const folder = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  const library = join(
    folder,
    'bin/napi-v6',
    process.platform,
    process.arch,
    'libonnxruntime_providers_cuda.so',
  );
  return existsSync(library)
    ? `It needs an NVIDIA driver, CUDA and cuDNN where the loader finds them; what it does not find: ldd ${library} | grep 'not found'`
    : // Not `npm rebuild`: that does nothing, and says so nowhere, in a project that allows no install scripts.
      'It needs an NVIDIA driver, CUDA 12 and cuDNN 9, and files of the runtime that are not installed: ' +
        `ONNXRUNTIME_NODE_INSTALL=cuda12 node ${join(folder, 'script/install.js')}`;
}
