import type { Listener } from '../suite/listener.js';
import { formatDuration } from './format-duration.js';
import type { RecentRate } from './recent-rate.js';

type Stage = Parameters<NonNullable<Listener['onStage']>>[0];

const MEBIBYTE = 2 ** 20;

/** How far a stage is, such as `25% | 5/20 images | 2.0 images/s | 8 s left`: rate and time left once there is something to tell them by. */
export function stageWords({
  total,
  unit,
  rate,
}: Pick<Stage, 'total' | 'unit'> & { readonly rate: RecentRate }): string {
  const { done, perSecond } = rate;
  const share = `${total > 0 ? Math.floor((100 * done) / total) : 100}%`;
  const [scale, name] = unit === 'bytes' ? [MEBIBYTE, 'MiB'] : [1, 'images'];
  const counted = unit !== 'percent';
  return [
    share,
    ...(counted ? [`${Math.floor(done / scale)}/${Math.ceil(total / scale)} ${name}`] : []),
    ...(perSecond !== undefined && counted ? [`${(perSecond / scale).toFixed(1)} ${name}/s`] : []),
    ...(perSecond !== undefined ? [`${formatDuration((total - done) / perSecond)} left`] : []),
  ].join(' | ');
}
