import type { Requests, SampleRequest } from './generator.js';

/** Requests in their order, up to `size` at a time. @param together - whether two may be in one batch; default: any two */
export async function* inBatches<Request extends SampleRequest>(
  requests: Requests<Request>,
  size: number,
  together: (a: Request, b: Request) => boolean = () => true,
): AsyncGenerator<Request[]> {
  let batch: Request[] = [];
  for await (const request of requests) {
    const first = batch[0];
    if (first && (batch.length === size || !together(first, request))) {
      yield batch;
      batch = [];
    }
    batch.push(request);
  }
  if (batch.length > 0) yield batch;
}
