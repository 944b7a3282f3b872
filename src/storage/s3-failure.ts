import type { S3Access } from './s3-client.js';

/** What went wrong in storage, in plain words. */
export class S3Failure extends Error {
  /** Whether it is this object that cannot be had; else it may be any. */
  readonly ofObject: boolean;

  /** There is no cause: errors of the AWS SDK carry the request, and with it the session's token. */
  constructor(message: string, ofObject: boolean) {
    super(message);
    this.ofObject = ofObject;
  }
}

const ofObject: Readonly<Record<string, string>> = {
  NoSuchKey: 'there is no such object',
  NotFound: 'there is no such object',
  InvalidObjectState: 'the object is archived; restore it first',
  PreconditionFailed: 'the object was replaced while it was read',
};

const ofStore: Readonly<Record<string, string>> = {
  NoSuchBucket: 'there is no such bucket',
  InvalidAccessKeyId: 'the server does not know this access key',
  SignatureDoesNotMatch:
    'the secret access key does not belong to the access key, or a proxy alters requests',
  ExpiredToken: 'the session of these credentials is over; log in again',
  ExpiredTokenException: 'the session of these credentials is over; log in again',
  RequestTimeTooSkewed: 'the clock of this machine is wrong: it differs from the server’s by too much',
  PermanentRedirect: 'the bucket is in another region, or has another endpoint; set AWS_REGION',
  AuthorizationHeaderMalformed: 'the bucket is in another region; set AWS_REGION',
  AbortError: 'it was closed',
};

const denied = ['AccessDenied', 'Forbidden', 'AllAccessDisabled'];

/**
 * Puts an error of the AWS SDK into plain words. They hold nothing secret.
 * @param action - that was tried, as policies name it: `s3:GetObject`
 */
export function s3Failure(
  error: unknown,
  action: string,
  { endpoint, unsigned }: Pick<S3Access, 'endpoint' | 'unsigned'>,
): S3Failure {
  if (error instanceof S3Failure) return error;
  const { name, message, code, status } = facts(error);
  const said = (text: string, concerns = false): S3Failure => new S3Failure(text, concerns);
  if (name in ofObject) return said(ofObject[name]!, true);
  if (name in ofStore) return said(ofStore[name]!);
  if (denied.includes(name) || status === 403) {
    const why = unsigned === undefined ? '' : `; requests are not signed, because ${unsigned}`;
    return said(`access is denied (${action})${why}`);
  }
  if (status === 301) return said(ofStore.PermanentRedirect!);
  if (status === 404) return said(ofObject.NotFound!, true);
  if (status === undefined) {
    const server = endpoint === undefined ? 'Amazon’s server' : `the server ${withoutUser(endpoint)}`;
    const other = endpoint === undefined ? '; AWS_ENDPOINT_URL names another' : '';
    return said(
      name === 'TimeoutError'
        ? `${server} does not answer, though it was asked several times${other}`
        : `${server} cannot be reached (${code ?? message})${other}`,
    );
  }
  return said(
    `the server answers ${status} ${name}${message === '' || message === name ? '' : `: ${message}`}`,
  );
}

interface Facts {
  readonly name: string;
  readonly message: string;
  /** Of Node.js. */
  readonly code: string | undefined;
  /** Of HTTP; undefined: there was no answer. */
  readonly status: number | undefined;
}

function facts(error: unknown): Facts {
  if (!(error instanceof Error))
    return { name: '', message: String(error), code: undefined, status: undefined };
  const status =
    '$metadata' in error && error.$metadata instanceof Object && 'httpStatusCode' in error.$metadata
      ? error.$metadata.httpStatusCode
      : undefined;
  return {
    name: error.name,
    message: error.message.replace(/\s+/g, ' ').trim(),
    code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    status: typeof status === 'number' ? status : undefined,
  };
}

function withoutUser(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).host : endpoint;
}
