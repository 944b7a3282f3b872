import { ExitCode, UsageError } from '../../errors.js';
import { gateExitCode } from '../../gate/outcomes.js';
import type { LaunchPlan } from './launch-plan.js';

export interface KubernetesPlace {
  readonly image: string;
  /** What starts gan-eval in the container. */
  readonly command: readonly string[];
  /** The configuration, in the container. */
  readonly file: string;
  /** GAN_EVAL_HOME, in the container. */
  readonly home: string;
  /** A PersistentVolumeClaim that all pods can write to, and where it is mounted. */
  readonly claim: string;
  readonly mount: string;
  readonly namespace?: string | undefined;
  /** Of a pod, such as 8Gi; undefined: as the namespace has it. */
  readonly memory?: string | undefined;
  /** How often what has failed is tried again. */
  readonly retries: number;
}

/** A Job of Kubernetes' batch/v1. */
export interface KubernetesJob {
  readonly apiVersion: 'batch/v1';
  readonly kind: 'Job';
  readonly metadata: { readonly name: string } & Readonly<Record<string, unknown>>;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** A run on Kubernetes. Jobs cannot be ordered there: the first is over before the others are applied, and the merge tries until it can. */
export interface KubernetesRun {
  /** Fetches the networks; null: there are none to be fetched. */
  readonly models: KubernetesJob | null;
  /** One index a shard. */
  readonly shards: KubernetesJob;
  readonly merge: KubernetesJob;
}

/** @throws UsageError for a name that Kubernetes does not take */
export function kubernetesJobs(plan: LaunchPlan, place: KubernetesPlace): KubernetesRun {
  const { shards, parallel = shards, networks } = plan;
  const name = requireName(plan.name);
  const job = (part: string, containers: readonly object[], spec: object): KubernetesJob => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: part === '' ? name : `${name}-${part}`,
      ...(place.namespace !== undefined && { namespace: place.namespace }),
      labels: { 'app.kubernetes.io/name': 'gan-eval', 'app.kubernetes.io/instance': name },
    },
    spec: { ...spec, template: { spec: podOf(containers, place) } },
  });
  const computing = resourcesOf(plan, place);
  return {
    models:
      networks.length === 0
        ? null
        : job(
            'models',
            networks.map((network) => containerOf(network, ['models', 'pull', network], place)),
            { backoffLimit: place.retries },
          ),
    shards: job(
      '',
      [{ ...containerOf('gan-eval', ['run', place.file, '--shard', `auto/${shards}`], place), ...computing }],
      {
        completionMode: 'Indexed',
        completions: shards,
        parallelism: Math.min(parallel, shards),
        backoffLimitPerIndex: place.retries,
        podFailurePolicy: { rules: [forgiveDisruption] },
      },
    ),
    merge: job('merge', [{ ...containerOf('gan-eval', ['merge', place.file], place), ...computing }], {
      backoffLimit: place.retries,
      podFailurePolicy: { rules: [forgiveDisruption, waitForShards, acceptVerdict] },
    }),
  };
}

/** A pod that was evicted, or whose node went, has not failed by itself. */
const forgiveDisruption = {
  action: 'Ignore',
  onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }],
};

/** Started anew, at growing intervals, while shards are missing: a pod that waited inside would hold what they need to run. */
const waitForShards = { action: 'Ignore', onExitCodes: { operator: 'In', values: [ExitCode.incomplete] } };

/** That gates have not been passed does not change by trying again. */
const acceptVerdict = {
  action: 'FailJob',
  onExitCodes: {
    operator: 'In',
    values: (['fail', 'inconclusive', 'no baseline'] as const)
      .map((outcome) => gateExitCode([{ outcome }]))
      .sort((a, b) => a - b),
  },
};

function containerOf(
  name: string,
  args: readonly string[],
  { image, command, home, mount }: KubernetesPlace,
): object {
  return {
    name,
    image,
    command: [...command],
    args,
    env: [{ name: 'GAN_EVAL_HOME', value: home }],
    volumeMounts: [{ name: 'data', mountPath: mount }],
  };
}

function podOf(containers: readonly object[], { claim }: KubernetesPlace): object {
  return {
    restartPolicy: 'Never',
    containers,
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: claim } }],
  };
}

/** Of memory and GPUs a pod gets no more than it asks for; processors that are idle it may use. */
function resourcesOf({ cpus, gpus }: LaunchPlan, { memory }: KubernetesPlace): object {
  const requests = {
    ...(cpus !== undefined && { cpu: String(cpus) }),
    ...(memory !== undefined && { memory }),
  };
  const limits = {
    ...(memory !== undefined && { memory }),
    ...(gpus > 0 && { 'nvidia.com/gpu': String(gpus) }),
  };
  return { resources: { requests, limits } };
}

/** Of the hosts' names, `NAME-INDEX` for a shard, a label of DNS has to be left. */
function requireName(name: string): string {
  const label = name.toLowerCase();
  if (/^[a-z0-9]([-a-z0-9]{0,48}[a-z0-9])?$/.test(label)) return label;
  throw new UsageError(
    `'${name}' is no name for jobs of Kubernetes: expected letters, digits and -, at most 50. Give one: --name.`,
  );
}
