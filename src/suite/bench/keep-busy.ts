import { TASKS_BEFORE_GROWTH } from '../../engines/thread-pool.js';

/** Images that something has done, and the time that it took. */
export interface Throughput {
  readonly images: number;
  readonly seconds: number;
}

/**
 * Has work done by `lanes` callers, each of which asks for more as soon as it has what it asked for.
 * @param work - @returns how many images it was
 * @param isEnough - asked after each; what is under way is waited for, and counted
 */
export async function keepBusy(
  lanes: number,
  work: () => Promise<number>,
  isEnough: (soFar: Throughput) => boolean,
): Promise<Throughput> {
  const start = performance.now();
  let images = 0;
  const soFar = (): Throughput => ({ images, seconds: (performance.now() - start) / 1000 });
  const caller = async (): Promise<void> => {
    do {
      // Not added in the same expression, which would read the sum before the wait.
      const done = await work();
      images += done;
    } while (!isEnough(soFar()));
  };
  await Promise.all(Array.from({ length: lanes }, caller));
  return soFar();
}

/** Tasks after which a pool of so many threads has started all of them: the first does some before, and some while the others start. */
export function warmUpTasks(threads: number): number {
  return threads === 1 ? 2 : TASKS_BEFORE_GROWTH * (threads + 1);
}
