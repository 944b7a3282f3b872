import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { onnxRuntimeVersion } from '../engines/onnxruntime.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export const packageVersion = version;

/** Versions of everything that can change a digit. */
export function versions(): Record<string, string> {
  return {
    'gan-eval': packageVersion,
    node: process.versions.node,
    onnxruntime: onnxRuntimeVersion,
    sharp: sharp.versions.sharp,
    libvips: sharp.versions.vips,
    platform: `${process.platform}-${process.arch}`,
  };
}
