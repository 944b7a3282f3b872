import { openNpz } from '../../src/formats/npz.js';
import { timeless } from './world.js';

/** All that a statistics file holds, but for the time that it was made. */
export async function statisticsIn(path: string): Promise<{ mu: unknown; sigma: unknown; note: string }> {
  const npz = await openNpz(path);
  const [mu, sigma, note] = await Promise.all(['mu', 'sigma', 'gan_eval'].map((name) => npz.read(name)));
  npz.close();
  return { mu, sigma, note: timeless(String(note!.data[0])) };
}
