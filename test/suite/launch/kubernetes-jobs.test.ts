import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import {
  kubernetesJobs,
  type KubernetesJob,
  type KubernetesPlace,
} from '../../../src/suite/launch/kubernetes-jobs.js';
import type { LaunchPlan } from '../../../src/suite/launch/launch-plan.js';

const SCHEMA = join(import.meta.dirname, '../../../fixtures/golden/kubernetes/job-schema.json');
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
  JSON.parse(readFileSync(SCHEMA, 'utf8')) as object,
);

const plan = (more: Partial<LaunchPlan> = {}): LaunchPlan => ({
  ...{ shards: 16, name: 'demo', gpus: 0, networks: ['inception-v3-fid', 'movenet-thunder'] },
  ...{ file: '/work/gan-eval.yaml', out: '/work/demo' },
  ...more,
});
const place = (more: Partial<KubernetesPlace> = {}): KubernetesPlace => ({
  ...{ image: 'registry.example/gan-eval:1', command: ['gan-eval'], file: '/data/gan-eval.yaml' },
  ...{ home: '/data/home', claim: 'data', mount: '/data', retries: 3 },
  ...more,
});

function problems(job: unknown): unknown[] {
  return validate(job) ? [] : (validate.errors ?? []);
}

describe('kubernetesJobs', () => {
  it.each([
    ['plain', plan(), place()],
    ['with everything', plan({ cpus: 4, gpus: 2, parallel: 8 }), place({ memory: '8Gi', namespace: 'eval' })],
    ['with a GPU alone', plan({ gpus: 1 }), place({ retries: 0 })],
    ['of one shard', plan({ shards: 1, name: 'X' }), place({ command: ['npx', 'gan-eval'] })],
  ])('holds to the published schema: %s', (_, aPlan, aPlace) => {
    const { models, shards, merge } = kubernetesJobs(aPlan, aPlace);
    for (const job of [models, shards, merge]) expect(problems(job)).toEqual([]);
  });

  it('is held to a schema that refuses what a server would', () => {
    const { shards } = kubernetesJobs(plan(), place());
    const { spec } = shards;
    const others: KubernetesJob[] = [
      { ...shards, spec: { ...spec, complettions: 16 } },
      { ...shards, spec: { ...spec, completions: '16' } },
      { ...shards, spec: { completions: 16 } },
      { ...shards, spec: { ...spec, template: { spec: { restartPolicy: 'Never' } } } },
    ];
    expect(others.map((job) => problems(job).length > 0)).toEqual(others.map(() => true));
  });

  it('gives each index its shard, and what it asks for', () => {
    const { shards } = kubernetesJobs(
      plan({ cpus: 4, gpus: 1, parallel: 8 }),
      place({ memory: '8Gi', command: ['npx', 'gan-eval'], namespace: 'eval' }),
    );
    expect(shards).toMatchObject({
      metadata: { name: 'demo', namespace: 'eval' },
      spec: {
        ...{ completionMode: 'Indexed', completions: 16, parallelism: 8, backoffLimitPerIndex: 3 },
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [
              {
                command: ['npx', 'gan-eval'],
                args: ['run', '/data/gan-eval.yaml', '--shard', 'auto/16'],
                env: [{ name: 'GAN_EVAL_HOME', value: '/data/home' }],
                resources: {
                  requests: { cpu: '4', memory: '8Gi' },
                  limits: { memory: '8Gi', 'nvidia.com/gpu': '1' },
                },
                volumeMounts: [{ name: 'data', mountPath: '/data' }],
              },
            ],
            volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
          },
        },
      },
    });
    expect(kubernetesJobs(plan({ parallel: 99 }), place()).shards.spec.parallelism).toBe(16);
  });

  it('starts the merge again while shards are missing, and not once gates are decided', () => {
    const { rules } = kubernetesJobs(plan(), place()).merge.spec.podFailurePolicy as {
      rules: { action: string; onExitCodes?: { values: number[] } }[];
    };
    const actions = rules.flatMap(({ action, onExitCodes }) =>
      (onExitCodes?.values ?? []).map((code) => [code, action]),
    );
    // Kubernetes demands that codes stand in their order.
    expect(actions).toEqual([[75, 'Ignore'], ...[20, 21, 22].map((code) => [code, 'FailJob'])]);
  });

  it('fetches networks in one pod, a container each, and needs none for networks that are files', () => {
    const { models } = kubernetesJobs(plan(), place());
    expect(models).toMatchObject({
      metadata: { name: 'demo-models' },
      spec: {
        template: {
          spec: {
            containers: [
              { name: 'inception-v3-fid', args: ['models', 'pull', 'inception-v3-fid'] },
              { name: 'movenet-thunder', args: ['models', 'pull', 'movenet-thunder'] },
            ],
          },
        },
      },
    });
    expect(kubernetesJobs(plan({ networks: [] }), place()).models).toBeNull();
  });

  it.each([['my_run'], ['-a'], ['é'], ['a'.repeat(51)], ['']])('refuses the name %j', (name) => {
    expect(() => kubernetesJobs(plan({ name }), place())).toThrow(UsageError);
  });
});
