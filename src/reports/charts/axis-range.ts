import type { Plot, PlotMark, PlotReach } from './plot.js';

/** Beyond the outermost value, as a share of the range. */
const MARGIN = 0.04;

/** What an axis of numbers has to show: every mark, interval, bar, track and guide. */
export function axisRange(plot: Plot, axis: 'x' | 'y'): [low: number, high: number] {
  const marks = plot.series.flatMap((series) => series.marks);
  const values = [
    ...plot[axis].include,
    ...marks.flatMap((mark) => [mark[axis], ...endsOf(reachOf(mark, axis))]),
    ...(axis === 'x' ? plot.tracks.flatMap(({ from, to }) => [from, to]) : []),
    ...plot.guides.flatMap((guide) => (guide.axis === axis ? [guide.at] : [])),
    ...(axis === 'x' && plot.series.some(({ drawnAs }) => drawnAs === 'bars') ? [0] : []),
  ];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = MARGIN * (high - low);
  // A bar stands on its zero.
  return [low === 0 ? 0 : low - margin, high === 0 ? 0 : high + margin];
}

export function reachOf(mark: PlotMark, axis: 'x' | 'y'): PlotReach | null {
  return axis === 'x' ? mark.reachX : mark.reachY;
}

function endsOf(reach: PlotReach | null): number[] {
  return reach ? [reach.low, reach.high] : [];
}
