import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ReportData } from '../../src/reports/report-data.js';
import { renderHtmlReport } from '../../src/reports/html-report.js';
import { PIXEL, sampleReport, sampleScore } from './sample-report.js';

const NONE = { reason: 'a test' };

const headings = (page: string): string[] => [...page.matchAll(/<(h[1-6])[ >]/g)].map((match) => match[1]!);
const text = (page: string): string =>
  page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('renderHtmlReport', () => {
  it('says the score, what it is of, its direction and both counts, before anything else', () => {
    const page = text(renderHtmlReport(sampleReport()));
    const order = [
      'Mannequins',
      'FID: reference against imitation',
      '65.43',
      'lower is better',
      'not comparable',
    ];
    const places = [
      ...order,
      'Reference images 300',
      'Compared images 298',
      'Imitation',
      'How these numbers came about',
    ].map((piece) => page.indexOf(piece, page.indexOf('gan-eval report')));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('keeps the exact value beside the rounded one', () => {
    expect(renderHtmlReport(sampleReport())).toContain('<data class="value" value="65.4321"');
  });

  it('draws bars on one scale from 0, and only for scores that share one', () => {
    const bars = (page: string): [x: number, width: number][] =>
      [...page.matchAll(/<rect class="fill" x="([\d.]+)" width="([\d.]+)"/g)].map((m) => [
        Number(m[1]),
        Number(m[2]),
      ]);
    const scores = [
      sampleScore({ value: 80, interval: NONE }),
      sampleScore({ value: 20, label: 'the floor', interval: NONE }),
      sampleScore({ id: 'kid', value: 5 }),
    ];
    expect(bars(renderHtmlReport(sampleReport({ scores })))).toEqual([[0, 1000], [0, 250]]); // prettier-ignore
    const negative = [sampleScore({ value: 3, interval: NONE }), sampleScore({ value: -1, interval: NONE })];
    expect(bars(renderHtmlReport(sampleReport({ scores: negative })))).toEqual([[250, 750], [0, 250]]); // prettier-ignore
    const nothing = [sampleScore({ value: 0, interval: NONE }), sampleScore({ value: 0, interval: NONE })];
    expect(bars(renderHtmlReport(sampleReport({ scores: nothing })))).toEqual([[0, 3], [0, 3]]); // prettier-ignore
    expect(bars(renderHtmlReport(sampleReport({ scores: [sampleScore()] })))).toEqual([]);
  });

  it('gives every interval in words and as a line within the picture, and says why one is missing', () => {
    const scores = [sampleScore(), sampleScore({ label: 'the floor', value: 12.5, interval: NONE })];
    const page = renderHtmlReport(sampleReport({ scores }));
    expect(text(page)).toContain('60.1 to 70.2, for infinitely many images');
    expect(text(page)).toContain('No interval: a test.');
    const reach =
      /<svg\s+class="interval"[^>]*>.*?<line\s+class="reach"\s+x1="([\d.]+)"\s+x2="([\d.]+)"/s.exec(page)!;
    const [low, high] = [Number(reach[1]), Number(reach[2])];
    expect(0 < low && low < high && high < 1000).toBe(true);
  });

  it('repeats neither the name of the only comparison nor a dot that stands alone', () => {
    const bare = sampleScore({ interval: NONE });
    const page = renderHtmlReport(
      sampleReport({ scores: [bare, sampleScore({ id: 'kid', title: 'KID', warnings: [] })] }),
    );
    expect(text(page)).toContain('FID: Too few images.');
    expect(page).not.toContain(`data-label="${bare.label}"`);
    expect(page.match(/<svg\s+class="interval"/g)).toHaveLength(1);
    expect(text(page)).not.toContain('95% interval No interval');
  });

  it('says why a score is not defined, and makes the first that is defined the headline', () => {
    const { value, interval, ...head } = sampleScore();
    const undefinedScore = {
      ...head,
      status: 'undefined',
      id: 'kid',
      title: 'KID',
      reason: 'Too few.',
    } as const;
    const page = text(renderHtmlReport(sampleReport({ scores: [undefinedScore, sampleScore()] })));
    expect(page).toMatch(/FID: reference against imitation.*KID.*undefined Too few\./);
    expect([value, interval]).toBeDefined();
    const alone = text(renderHtmlReport(sampleReport({ scores: [undefinedScore] })));
    expect(alone).toMatch(/KID: reference against imitation undefined Too few\./);
  });

  it('lists strata with their counts, and image pairs with their pictures', () => {
    const strata = [
      { stratum: 'dress', real: 1200, generated: 30, value: 4.5 },
      { stratum: 'hat', real: 2, generated: 0, value: null, reason: 'no generated image' },
    ];
    const page = text(renderHtmlReport(sampleReport({ scores: [sampleScore({ strata })] })));
    expect(page).toMatch(/dress 1,200 30 4\.500 hat 2 0 undefined: no generated image/);
    expect(page).toMatch(/Nearest Copies\. .*g\/1\.png and real r\/1\.png distance 3/);
  });

  it('lists what two sets differ by, and who is better', () => {
    const differences = [
      { title: 'FID', value: -3.21, interval: { low: -4.5, high: -2.1 }, verdict: 'new' },
      { title: 'KID', value: null, interval: { reason: 'too few images' }, verdict: 'undecided' },
    ];
    const page = text(renderHtmlReport(sampleReport({ differences })));
    expect(page).toMatch(/FID −3\.210 −4\.5 to −2\.1 new KID undefined too few images undecided/);
  });

  it('says a warning that several scores share once, and names the scores of the others', () => {
    const scores = [
      sampleScore({ warnings: ['Everywhere.', 'Here.'] }),
      sampleScore({ label: 'the floor', warnings: ['Everywhere.'] }),
    ];
    const page = text(renderHtmlReport(sampleReport({ scores })));
    expect(page.match(/Everywhere\./g)).toHaveLength(1);
    expect(page).toContain('FID of reference against imitation: Here.');
  });

  it('names a score once whose every comparison has the warning', () => {
    const few = { warnings: ['Few.'] };
    const scores = [
      sampleScore(few),
      sampleScore({ ...few, label: 'the floor' }),
      sampleScore({ id: 'kid', title: 'KID', warnings: [] }),
    ];
    expect(text(renderHtmlReport(sampleReport({ scores })))).toContain(' FID: Few.');
  });

  it('names and counts every skipped image, in the verdict too', () => {
    const page = text(renderHtmlReport(sampleReport()));
    expect(page).toMatch(/Imitation: 1 image was skipped, and the scores are without it/);
    expect(page).toContain('a/000007.png is cut short');
    const many = Array.from({ length: 1500 }, (_, i) => ({ id: `${i}.png`, reason: 'is empty' }));
    const [set] = sampleReport().sets;
    const crowded = renderHtmlReport(sampleReport({ sets: [{ ...set!, skipped: many }] }));
    expect(text(crowded)).toContain('1,500 images were skipped');
    expect(crowded).toContain('1499.png');
    expect(crowded).toMatch(/<details class="skipped"\s*>/);
  });

  it('says that thumbnails are lossy and how many of how many they are', () => {
    const page = text(renderHtmlReport(sampleReport()));
    expect(page).toMatch(/298 images from demo\/imitation/);
    expect(page).toMatch(/1 of them, picked at random with a seed, shrunk and lossily compressed/);
  });

  it('has one h1, no heading level skipped, a language, a title, and a text for every picture', () => {
    const page = renderHtmlReport(sampleReport());
    const levels = headings(page).map((name) => Number(name[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    for (let i = 1; i < levels.length; i++) expect(levels[i]! - levels[i - 1]!).toBeLessThanOrEqual(1);
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<title>Mannequins</title>');
    const pictures = page.match(/<img [^>]*>/g)!;
    expect(pictures.every((picture) => /alt="[^"]+"/.test(picture))).toBe(true);
  });

  it('is the same text for the same data', () => {
    expect(renderHtmlReport(sampleReport())).toBe(renderHtmlReport(sampleReport()));
  });

  it.each([
    ['no score', sampleReport({ scores: [] })],
    ['a score that is not a number', sampleReport({ scores: [sampleScore({ value: NaN })] })],
  ])('refuses %s', (_, report) => {
    expect(() => renderHtmlReport(report)).toThrow(RangeError);
  });

  it('shows a time that it cannot read as it stands', () => {
    expect(text(renderHtmlReport(sampleReport({ createdAt: 'yesterday' })))).toContain('yesterday');
  });
});

describe('the report as a file from who knows where', () => {
  it('asks the network for nothing and runs nothing', () => {
    const page = renderHtmlReport(sampleReport());
    expect(page).not.toMatch(/<script|javascript:|\son[a-z]+=|@import|<iframe|<form|<object/i);
    expect(
      [...page.matchAll(/\b(?:src|href)="([^"]*)"/g)].every((match) => match[1]!.startsWith('data:')),
    ).toBe(true);
    expect(page.replaceAll(PIXEL, '')).not.toMatch(/https?:|url\(|\sstyle="/);
  });

  it('has a policy, first of all, that allows its own style sheet by hash and inline pictures alone', () => {
    const page = renderHtmlReport(sampleReport());
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/
      .exec(page)![1]!
      .replaceAll('&#39;', "'");
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)![1]!;
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${hash}'`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<title>'));
  });

  it.each([
    '<script>alert(1)</script>',
    '</style><script>alert(1)</script>',
    '</title><img src=x onerror=alert(1)>',
    `" onload="alert(1)`,
    `' onload='alert(1)`,
    '&lt;script&gt;',
    '${alert(1)}',
    '<!--',
  ])('keeps %s text, wherever it stands', (hostile) => {
    const page = renderHtmlReport(filledWith(hostile));
    // Values aside, the markup must be that of a harmless report of the same shape.
    const tags = (html: string): string[] =>
      html.match(/<[^>]*>/g)!.map((tag) => tag.replace(/"[^"]*"/g, '""'));
    expect(tags(page)).toEqual(tags(renderHtmlReport(filledWith('harmless'))));
    expect(page).toContain(`<code>${escapeByHand(hostile)}</code>`);
  });

  it.each([
    'https://example.org/a.png',
    'data:text/html;base64,AAAA',
    'data:image/svg+xml;base64,AAAA',
    'data:image/png;base64,A"A',
  ])('refuses %s as a thumbnail', (dataUri) => {
    const [set] = sampleReport().sets;
    const report = sampleReport({ sets: [{ ...set!, thumbnails: [{ id: 'a.png', dataUri }] }] });
    expect(() => renderHtmlReport(report)).toThrow(/data URI of a WebP, JPEG or PNG image for a\.png/);
  });
});

function filledWith(hostile: string): ReportData {
  return {
    title: hostile,
    scores: [
      sampleScore({
        id: hostile,
        title: hostile,
        label: hostile,
        summary: hostile,
        interval: { reason: hostile },
        meaning: hostile,
        warnings: [hostile],
        details: [{ label: hostile, value: hostile }],
        strata: [{ stratum: hostile, real: 1, generated: 1, value: null, reason: hostile }],
      }),
      sampleScore({
        id: hostile,
        label: hostile,
        interval: { low: 1, high: 2, about: hostile },
        warnings: [`${hostile}2`],
      }),
      {
        status: 'undefined',
        id: `${hostile}2`,
        title: hostile,
        label: hostile,
        summary: hostile,
        direction: 'lower is better',
        reason: hostile,
      },
    ],
    differences: [{ title: hostile, value: null, interval: { reason: hostile }, verdict: hostile }],
    galleries: [
      {
        title: hostile,
        explanation: hostile,
        pairs: [
          {
            generated: { id: hostile, dataUri: PIXEL },
            real: { id: hostile, dataUri: PIXEL },
            caption: hostile,
          },
        ],
      },
    ],
    sets: [
      {
        label: hostile,
        location: hostile,
        count: 2,
        thumbnails: [{ id: hostile, dataUri: PIXEL }],
        skipped: [{ id: hostile, reason: hostile }],
      },
    ],
    provenance: [{ label: hostile, value: hostile }],
    command: hostile,
    createdAt: hostile,
  };
}

/** Written apart from the template helper, to check it. */
function escapeByHand(value: string): string {
  const names = new Map([['&', 'amp'], ['<', 'lt'], ['>', 'gt'], ['"', 'quot'], ["'", '#39']]); // prettier-ignore
  return value.replace(/./g, (c) => (names.has(c) ? `&${names.get(c)!};` : c));
}
