import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

function versionOf(packageJson: string): string {
  return (require(packageJson) as { version: string }).version;
}

export const packageVersion = versionOf('../../package.json');

/** Versions of everything that can change a digit. */
export function versions(): Record<string, string> {
  return {
    'gan-eval': packageVersion,
    node: process.versions.node,
    'onnxruntime-node': versionOf('onnxruntime-node/package.json'),
    sharp: versionOf('sharp/package.json'),
    platform: `${process.platform}-${process.arch}`,
  };
}
