import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import type * as Sdk from '@aws-sdk/client-s3';
import { optionalPackages } from '../optional-packages.js';

/** The AWS SDK, and how it is let in. */
export interface S3Access {
  readonly sdk: typeof Sdk;
  readonly client: S3Client;
  /** What is asked, for messages; undefined: Amazon's own. */
  readonly endpoint: string | undefined;
  /** Why requests are not signed; undefined: they are. */
  readonly unsigned: string | undefined;
}

const PACKAGE = '@aws-sdk/client-s3';
const VERSION = '3.1175.0';

/** Set to 1, it makes requests without a signature, as public buckets take them. */
const ANONYMOUS = 'GAN_EVAL_S3_ANONYMOUS';

/** A bucket in another region says so, and is asked there. */
const DEFAULT_REGION = 'us-east-1';
const CONNECTION_TIMEOUT_MS = 10_000;
/** Without a byte. */
const SOCKET_TIMEOUT_MS = 60_000;
/** What a batch asks for at once; more is kept waiting. */
const MAX_CONNECTIONS = 64;

const known = new Map<string, Promise<S3Access>>();

/**
 * The client of this process. Credentials, region and endpoint come from where the AWS SDK takes them: the environment, profiles,
 * roles. Where there are no credentials, requests are not signed.
 * @throws UsageError if the AWS SDK is not installed
 */
export function s3Access(): Promise<S3Access> {
  const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;
  const anonymous = ['1', 'true'].includes(process.env[ANONYMOUS] ?? '');
  const key = `${anonymous ? 'anonymous' : 'signed'} ${endpoint ?? ''}`;
  const access = known.get(key) ?? openAccess(endpoint, anonymous);
  known.set(key, access);
  return access;
}

async function openAccess(endpoint: string | undefined, anonymous: boolean): Promise<S3Access> {
  // The version asked for runs on all of Node's that gan-eval runs on; that later ones will not is no concern of the user's.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const sdk = await optionalPackages(
    'Reading from s3://',
    [PACKAGE],
    VERSION,
    () => import('@aws-sdk/client-s3'),
  );
  const agent = { keepAlive: true, maxSockets: MAX_CONNECTIONS };
  const config: S3ClientConfig = {
    followRegionRedirects: true,
    // Servers other than Amazon's seldom have a host name for every bucket.
    forcePathStyle: endpoint !== undefined,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      socketTimeout: SOCKET_TIMEOUT_MS,
      // That requests wait for a connection is meant, and no cause for a warning.
      logger: { ...console, warn: () => undefined },
      httpAgent: agent,
      httpsAgent: agent,
    },
  };
  const { config: found } = new sdk.S3Client(config);
  const region = await found.region().catch(() => DEFAULT_REGION);
  const unsigned = anonymous ? `${ANONYMOUS} is set` : await whyUnsigned(found.credentials);
  const client = new sdk.S3Client({
    ...config,
    region,
    ...(unsigned !== undefined && {
      credentials: { accessKeyId: '', secretAccessKey: '' },
      signer: { sign: (request) => Promise.resolve(request) },
    }),
  });
  return { sdk, client, endpoint, unsigned };
}

async function whyUnsigned(credentials: S3Client['config']['credentials']): Promise<string | undefined> {
  try {
    await credentials();
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return `no credentials were found (${message.replace(/\s+/g, ' ').trim()})`;
  }
}
