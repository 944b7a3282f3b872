import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const DAEMONS = ['munged', 'slurmctld', 'slurmd'];
// Daemons are where a user's PATH may not lead.
const PATH = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`;

/** Why no Slurm can be started here; undefined: it can. */
export function slurmIsMissing(): string | undefined {
  const missing = DAEMONS.filter((name) => spawnSync(name, ['-V'], { env: { PATH } }).error);
  if (missing.length === 0) return undefined;
  return `there is no ${missing.join(', ')}. Debian: apt-get install slurm-wlm munge.`;
}

/** A Slurm of one node on this machine, with all that is its own in one folder. */
export class SlurmCluster {
  readonly env: NodeJS.ProcessEnv;
  readonly #daemons: ChildProcess[] = [];
  readonly #folder: string;
  /** What the daemons have said that did not get into their logs. */
  #told = '';

  private constructor(folder: string) {
    this.#folder = folder;
    this.env = { ...process.env, PATH, SLURM_CONF: join(folder, 'slurm.conf') };
  }

  /** @param cpus - of the node, whatever the machine has */
  static async start(cpus: number): Promise<SlurmCluster> {
    const folder = await mkdtemp(join(tmpdir(), 'slurm-'));
    const cluster = new SlurmCluster(folder);
    try {
      await cluster.#start(cpus);
    } catch (error) {
      await cluster.stop();
      throw error;
    }
    return cluster;
  }

  async #start(cpus: number): Promise<void> {
    const at = (name: string): string => join(this.#folder, name);
    // munged demands that everyone can reach its socket.
    await chmod(this.#folder, 0o755);
    await Promise.all([mkdir(at('state')), mkdir(at('spool'))]);
    await writeFile(at('key'), randomBytes(128), { mode: 0o600 });
    await writeFile(at('slurm.conf'), await configuration(this.#folder, cpus));
    this.#spawn('munged', [
      '--foreground',
      ...['key-file=key', 'socket=munge.sock', 'pid-file=munged.pid', 'log-file=munged.log', 'seed-file=seed']
        .map((flag) => flag.split('=') as [string, string])
        .map(([flag, file]) => `--${flag}=${at(file)}`),
    ]);
    this.#spawn('slurmctld', ['-D', '-f', at('slurm.conf')]);
    this.#spawn('slurmd', ['-D', '-f', at('slurm.conf'), '-N', hostname()]);
    await this.until('the node is idle', () =>
      Promise.resolve(this.run('sinfo', '--noheader', '--format=%T').stdout.trim() === 'idle'),
    );
  }

  #spawn(command: string, args: readonly string[]): void {
    const daemon = spawn(command, args, { env: this.env, stdio: ['ignore', 'ignore', 'pipe'] });
    daemon.stderr.on('data', (chunk: Buffer) => (this.#told += chunk.toString()));
    this.#daemons.push(daemon);
  }

  /** Runs one of Slurm's commands. */
  run(command: string, ...args: string[]): { readonly status: number | null; readonly stdout: string } {
    const { status, stdout } = spawnSync(command, args, { env: this.env, encoding: 'utf8' });
    return { status, stdout };
  }

  /** Fields of a job, or of a task as `JOB_TASK`: JobState, ExitCode, ... */
  job(id: string): Readonly<Record<string, string>> {
    const { stdout } = this.run('scontrol', 'show', 'job', '--oneliner', id);
    return Object.fromEntries(
      stdout
        .split(/\s+/)
        .map((field) => /^([^=]+)=(.*)$/.exec(field))
        .flatMap((match) => (match ? [[match[1]!, match[2]!]] : [])),
    );
  }

  /** Waits until a job has ended. @returns its state and the code it exited with, such as `FAILED 75:0` */
  async end(id: string): Promise<string> {
    const state = (): string => this.job(id).JobState ?? '';
    await this.until(`job ${id} has ended`, () =>
      Promise.resolve(!['', 'PENDING', 'RUNNING', 'COMPLETING'].includes(state())),
    );
    return `${state()} ${this.job(id).ExitCode ?? ''}`;
  }

  /** Waits until something is so. @throws Error with the logs of the daemons if it is not in two minutes */
  async until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 120_000;
    while (!(await isSo())) {
      if (Date.now() > deadline)
        throw new Error(`For two minutes it was not so that ${what}.\n${await this.#logs()}`);
      await sleep(100);
    }
  }

  async #logs(): Promise<string> {
    const logs = ['munged.log', 'slurmctld.log', 'slurmd.log'].map((name) =>
      readFile(join(this.#folder, name), 'utf8').catch(() => `There is no ${name}.`),
    );
    const texts = [this.run('squeue').stdout, this.#told, ...(await Promise.all(logs))];
    return texts.map((text) => text.split('\n').slice(-20).join('\n')).join('\n\n');
  }

  /** Kills what a task of an array runs, as the kernel does when memory runs out. */
  async kill(array: string, task: number): Promise<void> {
    const pids = await processesWith(`SLURM_ARRAY_JOB_ID=${array}`, `SLURM_ARRAY_TASK_ID=${task}`);
    if (pids.length === 0) throw new Error(`Task ${task} of job ${array} does not run.`);
    for (const pid of pids) killIfThere(pid);
  }

  async stop(): Promise<void> {
    for (const daemon of this.#daemons.toReversed()) {
      if (daemon.exitCode !== null || daemon.pid === undefined) continue;
      const closed = once(daemon, 'close');
      daemon.kill('SIGTERM');
      await closed;
    }
    // What jobs have left.
    for (const pid of await processesWith(`SLURM_CONF=${this.env.SLURM_CONF}`)) killIfThere(pid);
    await rm(this.#folder, { recursive: true });
  }
}

/** Processes that have these in the environment that they were started with. */
async function processesWith(...variables: readonly string[]): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const environments = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')),
  );
  return pids.filter((_, i) => {
    const own = environments[i]!.split('\0');
    return variables.every((variable) => own.includes(variable));
  });
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It has ended meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function configuration(folder: string, cpus: number): Promise<string> {
  const [host, user] = [hostname(), userInfo().username];
  const [controllerPort, nodePort] = await freePorts();
  return `ClusterName=gan-eval
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${controllerPort}
SlurmdPort=${nodePort}
SlurmUser=${user}
SlurmdUser=${user}
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.sock
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
# No cgroups, no accounting: a container has neither.
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=1,batch_sched_delay=0
KillWait=1
MailProg=/bin/true
NodeName=${host} NodeAddr=127.0.0.1 CPUs=${cpus} State=UNKNOWN
PartitionName=all Nodes=${host} Default=YES MaxTime=INFINITE State=UP
`;
}

/** Two ports that were free a moment ago. */
async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()];
  await Promise.all(servers.map((server) => once(server.listen(0, '127.0.0.1'), 'listening')));
  const [first, second] = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return [first!, second!];
}
