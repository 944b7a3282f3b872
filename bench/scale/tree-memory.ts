import { readdir, readFile } from 'node:fs/promises';

const KIB_A_MIB = 1024;

/** Memory of a process and all that it started, in MiB: pages that several share are counted once. Linux. */
export async function treeMemoryMib(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const own = Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / KIB_A_MIB;
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  );
  const children = lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
  const theirs = await Promise.all(children.map(treeMemoryMib));
  return theirs.reduce((sum, memory) => sum + memory, own);
}
