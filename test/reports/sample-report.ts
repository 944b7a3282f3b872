import type { DefinedScore, ReportData } from '../../src/reports/report-data.js';

/** One transparent pixel. */
export const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

export const sampleScore = (changes: Partial<DefinedScore> = {}): DefinedScore => ({
  status: 'ok',
  id: 'fid',
  title: 'FID',
  summary: 'A distance.',
  label: 'reference against imitation',
  value: 65.4321,
  direction: 'lower is better',
  interval: { low: 60.1, high: 70.2, about: 'for infinitely many images' },
  comparable: false,
  warnings: ['Too few images.'],
  details: [
    { label: 'Reference images', value: '300' },
    { label: 'Compared images', value: '298' },
  ],
  ...changes,
});

export const sampleReport = (changes: Partial<ReportData> = {}): ReportData => ({
  title: 'Mannequins',
  scores: [sampleScore(), sampleScore({ label: 'the floor', value: 12.3111 })],
  sets: [
    {
      label: 'Imitation',
      location: 'demo/imitation',
      count: 298,
      thumbnails: [{ id: 'a/000001.png', dataUri: PIXEL }],
      skipped: [{ id: 'a/000007.png', reason: 'is cut short' }],
    },
  ],
  differences: [],
  galleries: [
    {
      title: 'Nearest',
      explanation: 'Copies.',
      pairs: [
        {
          generated: { id: 'g/1.png', dataUri: PIXEL },
          real: { id: 'r/1.png', dataUri: PIXEL },
          caption: 'distance 3',
        },
      ],
    },
  ],
  provenance: [{ label: 'Resize', value: 'clean' }],
  command: 'gan-eval fid demo/reference demo/imitation',
  createdAt: '2026-11-24T21:50:00Z',
  ...changes,
});
