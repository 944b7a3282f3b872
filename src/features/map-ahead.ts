/**
 * Maps items in order, with up to `most` calls under way at a time: while a result is used, the next ones are being made. Items are taken from
 * the source as they are needed. Ends only once no call is under way.
 * @param most - 1 or more
 */
export async function* mapAhead<Item, Result>(
  source: Iterable<Item> | AsyncIterable<Item>,
  most: number,
  map: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  try {
    for await (const item of source) {
      const result = map(item);
      // A rejection is handled where the result is awaited, which may be after it happened.
      result.catch(() => undefined);
      underWay.push(result);
      if (underWay.length >= most) yield await underWay.shift()!;
    }
    while (underWay.length > 0) yield await underWay.shift()!;
  } finally {
    await Promise.allSettled(underWay);
  }
}
