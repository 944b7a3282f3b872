import type { Plot } from '../../src/reports/charts/plot.js';
import type { Moment } from './moment.js';

const MOST_MARKS = 150;

/** Memory against images done. */
export function memoryPlot(moments: readonly Moment[]): Plot {
  const step = Math.ceil(moments.length / MOST_MARKS);
  const marks = moments.filter((_, i) => i % step === 0 || i === moments.length - 1);
  const last = moments.at(-1)!;
  return {
    id: 'performance-memory',
    title: `Memory of gan-eval stats over ${last.images.toLocaleString('en')} images`,
    caption: '',
    description: 'Memory of the process tree against images done.',
    x: { title: 'images done', include: [0], ticks: 'numbers' },
    y: { title: 'memory, MiB', include: [0], ticks: 'numbers' },
    series: [
      {
        name: 'proportional set size of the process tree',
        style: 0,
        drawnAs: 'line',
        marks: marks.map(({ images, mebibytes }) => ({
          x: images,
          y: mebibytes,
          reachX: null,
          reachY: null,
          label: null,
          text: `${images}: ${mebibytes.toFixed(0)} MiB`,
          strong: false,
        })),
      },
    ],
    guides: [],
    tracks: [],
    staircase: [],
    missing: [],
    heightPx: 320,
  };
}
