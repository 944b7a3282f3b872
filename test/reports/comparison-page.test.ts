import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/config/result.js';
import { renderComparisonPage, type ComparisonPage } from '../../src/reports/comparison-page.js';
import { html } from '../../src/reports/html.js';
import { thumbnail } from '../../src/reports/thumbnail.js';

const HOSTILE = `"><script>alert(1)</script></style><img src=x onerror='alert(1)'>&`;

function comparison(value: number, location: string): Comparison {
  const side = { location, kind: 'images', count: 100, available: 120, ignored: 3, skipped: [] } as const;
  return {
    schema: 'gan-eval/comparison/1',
    score: {
      metric: 'fid',
      value,
      direction: 'lower',
      unit: 'u',
      warnings: [`few: ${location}`],
      details: { rank: 7 },
    },
    real: { ...side, skipped: [] },
    generated: { ...side, skipped: [{ id: location, reason: `${location}: cut short` }] },
    provenance: {
      features: { name: 'net', weightsSha256: 'abc', output: '2048', resize: 'clean', preprocessing: 'p' },
      runsOn: 'onnxruntime, cpu',
      comparable: false,
      comparability: 'Compares with nothing.',
      num: 100,
      seed: 5,
      versions: { 'gan-eval': '1' },
      createdAt: '2026-01-01T00:00:00.000Z',
    },
  };
}

function page(location: string, entries = 2): ComparisonPage {
  return {
    title: location,
    metricTitle: 'FID',
    entries: Array.from({ length: entries }, (_, i) => ({
      label: `${location} ${i}`,
      purpose: location,
      comparison: comparison(10 + i, location),
    })),
    galleries: [
      {
        label: location,
        rule: location,
        thumbnails: [{ id: location, dataUri: 'data:image/webp;base64,AA==', widthPx: 3, heightPx: 4 }],
      },
    ],
    command: location,
  };
}

describe('renderComparisonPage', () => {
  it('escapes whatever comes from data, wherever it stands', () => {
    const text = renderComparisonPage(page(HOSTILE));
    expect(text).not.toContain('<script');
    expect(text).not.toContain('<img src=x');
    expect(text.match(/<\/style>/g)).toHaveLength(1);
    // Nine places show the location; each in its escaped form.
    expect(text.split('&#60;script&#62;').length).toBeGreaterThan(9);
  });

  it('lets nothing in but its own style and embedded images', () => {
    const text = renderComparisonPage(page('a'));
    const [, policy = ''] = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(text) ?? [];
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(text) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(text).not.toMatch(/\sstyle="/);
    expect(text).not.toMatch(/(?:src|href)="(?!data:)/);
  });

  it('shows every value, warning, skipped image and fact of provenance', () => {
    const text = renderComparisonPage(page('set-a'));
    for (const shown of [
      '10.00',
      '11.00',
      'few: set-a',
      'set-a: cut short',
      'abc',
      'clean',
      'seed 5',
      'Compares with nothing.',
      '3 other files',
    ]) {
      expect(text).toContain(shown);
    }
  });

  it('draws the chart only where there is something to compare', () => {
    expect(renderComparisonPage(page('a', 1))).not.toContain('<svg');
    expect(renderComparisonPage(page('a', 2))).toContain('<svg');
  });
});

describe('html', () => {
  it('escapes values and leaves nested templates as they are', () => {
    expect(html`<b title="${'"'}">${'<'}${html`<i>${1}</i>`}${[html`a`, html`b`]}</b>`.text).toBe(
      '<b title="&#34;">&#60;<i>1</i>ab</b>',
    );
  });
});

describe('thumbnail', () => {
  it('shrinks to its longer side and keeps small images at their size', async () => {
    const grey = (widthPx: number, heightPx: number) => ({
      widthPx,
      heightPx,
      data: new Uint8Array(widthPx * heightPx * 3).fill(120),
    });
    expect(await thumbnail('a', grey(600, 448))).toMatchObject({ id: 'a', widthPx: 224, heightPx: 167 });
    expect(await thumbnail('b', grey(10, 4))).toMatchObject({ widthPx: 10, heightPx: 4 });
    expect((await thumbnail('b', grey(10, 4))).dataUri).toMatch(/^data:image\/webp;base64,/);
  });
});
