import type { Response } from 'undici';
import { FinalError } from '../../models/download-failure.js';

const MOST_REDIRECTS = 5;

/**
 * Sends a request, and again to where it is redirected within the same origin. Another one is given nothing: neither the headers, which
 * may hold secrets, nor what is asked for.
 * @param send - sends it to an address, and follows no redirect itself
 * @throws FinalError if it is redirected elsewhere, in a way that would drop what is asked for, or again and again
 */
export async function follow(
  address: string,
  method: 'GET' | 'POST',
  send: (address: string) => Promise<Response>,
): Promise<Response> {
  let at = new URL(address);
  for (let redirects = 0; ; redirects++) {
    const response = await send(at.href);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) return response;
    await response.body?.cancel();
    const next = URL.canParse(location, at) ? new URL(location, at) : undefined;
    if (next?.origin !== at.origin) {
      throw new FinalError(
        `it redirects to another origin, ${next?.origin ?? 'no address'}, which is not followed: headers may hold secrets. ` +
          'If that is where the generator is, name it in url',
      );
    }
    if (method === 'POST' && response.status !== 307 && response.status !== 308) {
      throw new FinalError(`it answered ${response.status}, which redirects and drops what was asked for`);
    }
    if (redirects === MOST_REDIRECTS) throw new FinalError(`it redirects more than ${MOST_REDIRECTS} times`);
    at = next;
  }
}
