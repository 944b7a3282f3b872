import { s3Access } from './s3-client.js';
import { s3Failure } from './s3-failure.js';
import type { S3Location } from './s3-location.js';

export interface ListedObject {
  readonly key: string;
  readonly sizeBytes: number;
}

/**
 * The objects whose keys begin with a location's, 1,000 a request, in the server's order.
 * @throws S3Failure
 */
export async function* listS3({ bucket, key }: S3Location): AsyncGenerator<ListedObject> {
  const access = await s3Access();
  const query = { Bucket: bucket, Prefix: key };
  try {
    for await (const page of access.sdk.paginateListObjectsV2({ client: access.client }, query)) {
      for (const { Key, Size = 0 } of page.Contents ?? []) {
        if (Key !== undefined) yield { key: Key, sizeBytes: Size };
      }
    }
  } catch (error) {
    throw s3Failure(error, 's3:ListBucket', access);
  }
}
