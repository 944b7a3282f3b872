import { stringify } from 'yaml';
import type { KubernetesJob, KubernetesRun } from './kubernetes-jobs.js';
import { shellWords } from './shell-words.js';

/** The files of a run on Kubernetes by their names: `models.yaml` if there are networks to fetch, `jobs.yaml`, and `submit.sh`, which applies them. */
export function kubernetesFiles(
  { models, shards, merge }: KubernetesRun,
  place: { readonly folder: string; readonly namespace?: string | undefined },
): Record<string, string> {
  return {
    ...(models && {
      'models.yaml': manifest([[models, ['Fetches the networks, before the shards begin.']]]),
    }),
    'jobs.yaml': manifest([
      [shards, ['The shards: an index is a shard. One that is started again goes on where it was.']],
      [
        merge,
        [
          'Puts them together. While shards are missing it ends with exit code 75, which is no failure: it is started again.',
          'Gates that are not passed (20 to 22) end it for good.',
        ],
      ],
    ]),
    'submit.sh': submission(models?.metadata.name, shards.metadata.name, merge.metadata.name, place),
  };
}

/** kubectl reads YAML 1.1, in which `on` is true. */
function manifest(jobs: readonly (readonly [job: KubernetesJob, comment: readonly string[]])[]): string {
  return jobs
    .map(([job, comment]) => {
      const lines = comment.map((line) => `# ${line}\n`).join('');
      return lines + stringify(job, { version: '1.1', aliasDuplicateObjects: false, lineWidth: 0 });
    })
    .join('---\n');
}

function submission(
  models: string | undefined,
  shards: string,
  merge: string,
  { folder, namespace }: { readonly folder: string; readonly namespace?: string | undefined },
): string {
  const kubectl = shellWords(['kubectl', ...(namespace === undefined ? [] : [`--namespace=${namespace}`])]);
  const fetching = `
# Fetched by one pod before the shards begin: each of them would fetch it all.
${kubectl} apply -f models.yaml
echo ${shellWords([`Waiting for the networks: ${kubectl} logs job/${models ?? ''} --all-containers`])}
while true; do
  conditions=$(${kubectl} get job ${models ?? ''} -o 'jsonpath={.status.conditions[?(@.status=="True")].type}')
  case " $conditions " in
    *" Complete "*) break ;;
    *" Failed "*)
      echo ${shellWords([`The networks could not be fetched: ${kubectl} logs job/${models ?? ''} --all-containers`])} >&2
      exit 1
      ;;
  esac
  sleep 2
done
`;
  return `#!/bin/bash
# Applies the jobs: the networks if any are needed, then the shards and their merge.
set -euo pipefail
cd ${shellWords([folder])}
${models === undefined ? '' : fetching}
${kubectl} apply -f jobs.yaml
cat <<'END'
To follow:  ${kubectl} get job ${shards} ${merge}
Logs:       ${kubectl} logs job/${merge} (or job/${shards})
To repair:  ${kubectl} delete -f jobs.yaml && ${kubectl} apply -f jobs.yaml    (what is done is not done again)
To stop:    ${kubectl} delete -f jobs.yaml
END
`;
}
