import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { schemaProblems } from '../../config/schema-problems.js';
import { controlSchema } from '../../config/control-result.js';
import { pairedComparisonSchema } from '../../config/paired-result.js';
import { comparisonSchema } from '../../config/result.js';
import { RESULT_FILE, RUN_SCHEMA, runSchema, type RunResult } from '../../config/run-result.js';
import { shortened } from '../../config/shortened.js';
import { InputError } from '../../errors.js';
import { parseJson } from '../../formats/parse-json.js';
import { reason } from '../../formats/reason.js';
import type { MeasuredPoint, MeasuredRun } from '../../gate/measured-run.js';

/** A result that gates can be held against, as it was read. */
export interface ReadResult {
  readonly location: string;
  readonly title: string;
  readonly createdAt: string;
  /** Of the file. */
  readonly sha256: string;
  readonly measured: MeasuredRun;
  /** The whole of it; null: it is the result of another command than `gan-eval run`. */
  readonly run: RunResult | null;
}

type Content = Pick<ReadResult, 'title' | 'createdAt' | 'measured' | 'run'>;

const SCHEMAS = [
  RUN_SCHEMA,
  comparisonSchema.shape.schema.value,
  pairedComparisonSchema.shape.schema.value,
  controlSchema.shape.schema.value,
] as const;

const headSchema = z.object({ schema: z.string() });

/**
 * @param given - a run folder or its result.json, or what fid, metrics and control print with --json,
 * which is taken for a run of one point, `generated`
 * @throws InputError if it cannot be read, is no such result, or is one of another version
 */
export async function readMeasuredRun(given: string): Promise<ReadResult> {
  const isFolder = (await stat(given).catch(() => undefined))?.isDirectory() ?? false;
  const path = isFolder ? join(given, RESULT_FILE) : given;
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new InputError(`${path}: cannot be read: ${reason(cause)}. Expected a result.json.`, { cause });
  });
  let json: unknown;
  try {
    json = parseJson(bytes.toString());
  } catch (cause) {
    throw new InputError(`${path}: is not JSON (${reason(cause)}). Expected a result.json.`, { cause });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { location: path, sha256, ...contentOf(path, json) };
}

function contentOf(path: string, json: unknown): Content {
  const head = headSchema.safeParse(json);
  const schema = SCHEMAS.find((known) => known === head.data?.schema);
  switch (schema) {
    case RUN_SCHEMA: {
      const run = parsed(path, runSchema, json);
      return { title: run.title, createdAt: run.provenance.createdAt, measured: run, run };
    }
    case 'gan-eval/comparison/2': {
      const quality = parsed(path, comparisonSchema, json);
      return single(path, { quality, control: null }, quality.provenance.createdAt);
    }
    case 'gan-eval/control/2': {
      const control = parsed(path, controlSchema, json);
      return single(path, { quality: null, control }, control.provenance.createdAt);
    }
    case 'gan-eval/paired-comparison/1': {
      const { candidate, baseline, ...cost } = parsed(path, pairedComparisonSchema, json);
      const points = [
        point('candidate', { quality: candidate, control: null }),
        point('baseline', { quality: baseline, control: null }),
      ];
      const costs = [{ ...cost, candidate: 'candidate', baseline: 'baseline' }];
      const { createdAt } = candidate.provenance;
      return { title: path, createdAt, run: null, measured: { points, costs, tradeoffs: [] } };
    }
    case undefined:
      throw new InputError(
        `${path}: its schema is ${head.success ? `'${shortened(head.data.schema, 60)}'` : 'not given'}; expected one of ${SCHEMAS.join(', ')}. ` +
          'Make the result again with this version of gan-eval.',
      );
  }
}

function parsed<T>(path: string, schema: z.ZodType<T>, json: unknown): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  throw new InputError(`${path}: is not what its schema says.\n${schemaProblems(result.error)}`);
}

type PointContent = Pick<MeasuredPoint, 'quality' | 'control'>;

function single(path: string, content: PointContent, createdAt: string): Content {
  const measured = { points: [point('generated', content)], costs: [], tradeoffs: [] };
  return { title: path, createdAt, measured, run: null };
}

function point(id: string, content: PointContent): MeasuredPoint {
  const unknown = { knobs: null, swept: null, samples: { conditions: null } };
  return { id, generator: id, main: true, ...unknown, ...content };
}
