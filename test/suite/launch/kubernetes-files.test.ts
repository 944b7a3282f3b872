import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { kubernetesFiles } from '../../../src/suite/launch/kubernetes-files.js';
import { kubernetesJobs } from '../../../src/suite/launch/kubernetes-jobs.js';
import { writeLaunch } from '../../../src/suite/launch/write-launch.js';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'gan-eval-kubernetes-')), "it's one");
  await mkdir(at('bin'), { recursive: true });
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

const jobs = (networks: readonly string[] = ['inception-v3-fid']) =>
  kubernetesJobs(
    { ...{ shards: 4, name: 'demo', gpus: 0, networks }, ...{ file: '/w/a.yaml', out: '/w/out' } },
    {
      ...{ image: 'on', command: ['gan-eval'], file: '/data/a: b # c.yaml', claim: 'no', mount: '/data' },
      ...{ home: '/data/0x10', retries: 3, namespace: 'eval' },
    },
  );

describe('kubernetesFiles', () => {
  it('says in YAML what the jobs are, to a reader of YAML 1.1, too', () => {
    const { models, shards, merge } = jobs();
    const files = kubernetesFiles(jobs(), { folder });
    for (const version of ['1.1', '1.2'] as const) {
      const read = (name: string): unknown[] =>
        parseAllDocuments(files[name]!, { version }).map((document) => document.toJS() as unknown);
      expect(read('jobs.yaml')).toEqual([shards, merge]);
      expect(read('models.yaml')).toEqual([models]);
    }
  });

  /** Submits with a kubectl that says of a job's state what it is told to, one answer after the other. */
  async function submit(networks: readonly string[], states: string) {
    await writeFile(
      at('bin/kubectl'),
      `#!/bin/bash
echo "$*" >> '${at('told').replaceAll("'", "'\\''")}'
case "$*" in *"get job"*) sed -n "$(grep -c 'get job' ../told)p" ../states ;; esac
`,
    );
    await chmod(at('bin/kubectl'), 0o755);
    await writeFile(at('states'), states);
    await writeLaunch(at('jobs'), kubernetesFiles(jobs(networks), { folder: at('jobs'), namespace: 'eval' }));
    const env = { ...process.env, PATH: `${at('bin')}:${process.env.PATH}` };
    const outcome = spawnSync('bash', [at('jobs/submit.sh')], { env, encoding: 'utf8' });
    const told = (await readFile(at('told'), 'utf8')).trim().split('\n');
    return { ...outcome, told: told.map((line) => line.replace(/ -o .*/, '')) };
  }

  it('applies the shards and their merge once the networks are there', async () => {
    const { status, stdout, told } = await submit(['a'], 'SuccessCriteriaMet Complete\n');
    expect(status).toBe(0);
    expect(told).toEqual([
      '--namespace=eval apply -f models.yaml',
      '--namespace=eval get job demo-models',
      '--namespace=eval apply -f jobs.yaml',
    ]);
    expect(stdout).toContain('To follow:  kubectl --namespace=eval get job demo demo-merge\n');
  });

  it('asks again until they are', async () => {
    const { status, told } = await submit(['a'], '\nComplete\n');
    expect(status).toBe(0);
    expect(told.filter((line) => line.includes('get job'))).toHaveLength(2);
  });

  it('applies no shards if the networks cannot be fetched', async () => {
    const { status, stderr, told } = await submit(['a'], 'FailureTarget Failed\n');
    expect(status).toBe(1);
    expect(stderr).toContain('kubectl --namespace=eval logs job/demo-models --all-containers');
    expect(told.at(-1)).toContain('get job');
  });

  it('does not wait for networks if there are none to fetch', async () => {
    const { status, told } = await submit([], '');
    expect([status, told]).toEqual([0, ['--namespace=eval apply -f jobs.yaml']]);
  });
});
