/** A failure that another attempt would not mend. */
export class FinalError extends Error {}

const words: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its host was not found (is there a network?)',
  EAI_AGAIN: 'its host was not found (is there a network?)',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  ENETUNREACH: 'the network cannot be reached',
  EHOSTUNREACH: 'its host cannot be reached',
  ETIMEDOUT: 'its host does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'its host does not answer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate is not trusted here (if a proxy of yours re-signs traffic, name its certificate in NODE_EXTRA_CA_CERTS)',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate is not trusted here (if a proxy of yours re-signs traffic, name its certificate in NODE_EXTRA_CA_CERTS)',
};

/** What stopped a download, in plain words where they are known. The client wraps causes in "fetch failed". */
export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = words[code];
  if (known !== undefined) return known;
  return error.cause instanceof Error ? explainFailure(error.cause) : error.message || code;
}
