import { Option } from 'commander';
import { engineNames, type EngineChoice } from '../config/engine-choice.js';

export interface EngineFlags {
  readonly engine: EngineChoice['name'];
  readonly device?: string;
}

export const engineFlag = (): Option =>
  new Option('--engine <name>', 'what runs networks (docs/engines.md)')
    .choices(engineNames)
    .default('onnxruntime');

export const deviceFlag = (): Option =>
  new Option(
    '--device <name>',
    'cpu, cuda, ... of onnxruntime (default: cpu); gpu, cpu, wasm or plain of tfjs (default: the fastest that is installed): see gan-eval doctor',
  );

export const engineChoice = ({ engine, device }: EngineFlags): EngineChoice => ({ name: engine, device });
