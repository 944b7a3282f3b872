/**
 * Works on several items at a time and yields what comes of them in their order.
 * @param limit - how many at a time; as many are taken from `items` ahead of what was yielded
 * @param work - is told by the signal when its result is not wanted any more
 */
export async function* mapInOrder<Item, Result>(
  items: AsyncIterable<Item>,
  limit: number,
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
): AsyncGenerator<Result> {
  const abandoned = new AbortController();
  const pending: Promise<Result>[] = [];
  try {
    for await (const item of items) {
      const result = work(item, abandoned.signal);
      // It is awaited in its turn; if another one fails before, nobody is left to hear of it.
      result.catch(() => undefined);
      pending.push(result);
      if (pending.length === limit) yield await pending.shift()!;
    }
    while (pending.length > 0) yield await pending.shift()!;
  } finally {
    abandoned.abort();
    await Promise.allSettled(pending);
  }
}
