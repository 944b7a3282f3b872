import type { ReportData, Score } from '../../src/reports/report-data.js';

/** One transparent pixel. */
export const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

export const sampleScore = (changes: Partial<Score> = {}): Score => ({
  metric: 'fid',
  label: 'reference against imitation',
  value: 65.4321,
  direction: 'lower is better',
  unit: '',
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
  provenance: [{ label: 'Resize', value: 'clean' }],
  command: 'gan-eval fid demo/reference demo/imitation',
  createdAt: '2026-11-24T21:50:00Z',
  ...changes,
});
