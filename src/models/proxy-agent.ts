import { EnvHttpProxyAgent } from 'undici';
import { UsageError } from '../errors.js';

/**
 * Connections by the proxies that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name.
 * @throws UsageError if one is no address; it is not repeated, as it may hold a password
 */
export function proxyAgent(options?: EnvHttpProxyAgent.Options): EnvHttpProxyAgent {
  try {
    return new EnvHttpProxyAgent(options);
  } catch {
    throw new UsageError(
      'HTTP_PROXY or HTTPS_PROXY is not the address of a proxy; expected one like http://proxy.example:3128.',
    );
  }
}
