import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NO_MEDIA, type NearestPairs } from '../../../src/reports/run/run-media.js';
import { renderRunReport } from '../../../src/reports/run/run-report.js';
import { aReportedRun, aRunMedia } from './a-report.js';
import { aComparison, aPoint, aRunResult, aScore } from '../../config/run-result-builder.js';

const text = (page: string): string =>
  page
    .replace(/<(style|script)[^>]*>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replace(/\s+/g, ' ');

const page = renderRunReport(aReportedRun(), aRunMedia(), { kid: 'A kernel distance.' });

describe('renderRunReport', () => {
  it('puts the verdict first: what failed, with observed value, interval, limit and margin', () => {
    const words = text(page);
    expect(words).toContain('2 of 4 gates failed The others: 1 inconclusive, 1 passed.');
    expect(words).toMatch(/✕ failed dressed\.fid < 1 2\.000 1\.950? to 2\.050? It is fail\. 1 −1\.000/);
    expect(words).toMatch(/✕ failed Misspelt dresed\.kid < 1 It matches nothing\./);
    const order = ['2 of 4 gates', 'The generators', 'What control costs', 'Quality of the images'];
    const places = order.map((piece) => words.indexOf(piece));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  });

  it('lists what needs attention before what passed', () => {
    const table = text(page.slice(page.indexOf('<table class="gates"')));
    const outcomes = [
      ...table.slice(0, table.indexOf('The generators')).matchAll(/[✕✓?] (failed|passed|inconclusive)/g),
    ];
    expect(outcomes.map((match) => match[1])).toEqual(['failed', 'failed', 'inconclusive', 'passed']);
  });

  it('without gates begins with what control costs, and without that with the first score', () => {
    expect(text(renderRunReport(aReportedRun(6, { gates: [] }), NO_MEDIA))).toMatch(
      /Dressed mannequins KID, dressed\[psi=1\] less plain \+0\.1000 No interval: too few images\./,
    );
    expect(text(renderRunReport(aRunResult(), NO_MEDIA))).toMatch(
      /A run KID, conditional, 100 images 0\.1000 95% interval 0\.090 to 0\.110\./,
    );
  });

  it('shows every point of a score, what scores say, and each reason once', () => {
    const words = text(page);
    expect(words).toMatch(/KID ↓ lower is better units A kernel distance\./);
    expect(words).toMatch(/plain 0\.1000 0\.090 to 0\.110 100 dressed\[psi=0\.5\] 0\.4000/);
    expect(words).toContain('No interval of any: none.');
    expect(words).toMatch(/top undefined 0\.5000 0\.1000 0\.9000 6/);
    expect(words).toContain('No value of top: the ceiling is below the floor.');
    expect(words).toMatch(/right ankle 0\.5000 0\.1000 0\.9000 6/);
    expect(words).toContain('Left out: head top (the estimator does not give it).');
  });

  it('folds scores beyond four, and nearest images beyond four', () => {
    const ids = ['kid', 'precision', 'recall', 'density', 'coverage', 'fid'];
    const quality = aComparison(ids.map((id) => aScore(id, 0.1)));
    const scores = renderRunReport(
      aRunResult({ points: [aPoint('made', { control: null, quality })] }),
      NO_MEDIA,
    );
    expect(text(scores)).toContain('2 more quality scores: COVERAGE, FID');
    const [{ pairs, point }] = aRunMedia().nearest as [NearestPairs];
    const five = Array.from({ length: 5 }, (_, i) => {
      const [{ generated, ...pair }] = pairs as [NearestPairs['pairs'][number]];
      return { ...pair, generated: { ...generated, id: `${i}.png` } };
    });
    const media = { ...aRunMedia(), nearest: [{ point, pairs: five }] };
    expect(text(renderRunReport(aReportedRun(), media))).toMatch(
      /3\.png real \S+ feature distance 0\.5000 1 more of plain 4\.png/,
    );
  });

  it('draws the pose asked for and the pose found as layers, hidden joints apart', () => {
    const card = /<li\s+class="card"[\s\S]*?<\/li>/.exec(page)![0];
    expect(card).toMatch(/<g class="layer target"/);
    expect(card).toMatch(/<g class="layer found"/);
    expect(card).toMatch(/class="layer found miss" d="M20 4L20 4/);
    expect(card).toContain('class="hidden" d="M20 12h0');
    expect(card).toContain('viewBox="0 0 96 128"');
  });

  it('gives the figures of the charts in a table, and the plots as data', () => {
    const words = text(page);
    expect(words).toMatch(/KID against normalised PCK , over [\d,]+ draws/);
    expect(words).toMatch(/dressed\[psi=1\] 0\.2000 0\.180 to 0\.220 0\.7000 0\.650 to 0\.750 yes \d+%/);
    const plots = [...page.matchAll(/data-plot="([^"]*)"/g)].map(
      (match) => JSON.parse(match[1]!.replaceAll('&quot;', '"')) as { id: string },
    );
    expect(plots.map(({ id }) => id)).toEqual([
      'tradeoff-pose',
      'tradeoff-outfit',
      'sweep-psi-kid',
      'sweep-psi-pck-control',
      'sweep-psi-retrieval-1-control',
    ]);
  });

  it('says what edits gained and leaked, and why something is missing', () => {
    const words = text(page);
    expect(words).toMatch(/12 pairs of 6 conditions\. No gain of real images: no real pairs\./);
    expect(words).toMatch(/top 12 Gain: Retrieval 0\.3000 0\.250 to 0\.350 no real pairs no ceiling/);
    expect(words).toMatch(/top 12 Leakage: Pose 2\.000 .* 0\.2000/);
  });

  it('states the rule of every choice, what stands beside an image, and what is not shown', () => {
    const words = text(page);
    expect(words).toContain('Worst by pose The rule of worst-pose.');
    expect(words).toContain('shrunk and lossily compressed');
    expect(words).toContain('Images are not ranked by quality.');
    expect(page).toContain('aria-label="Real: real-0.png"');
    expect(page).toContain('aria-label="Asked for: shirt-0"');
    expect(words).toMatch(/real real-9\.png, feature distance 0\.5000/);
    expect(words).toMatch(/psi 0\.5 psi 1 000001\.png/);
  });

  it('holds each picture once, however often it is shown', () => {
    expect(page.match(/data:image/g)).toHaveLength(1);
    expect(page.match(/href="#p0"/g)!.length).toBeGreaterThan(20);
  });

  it('says the command, the weights and where everything is from', () => {
    const words = text(page);
    expect(words).toContain('The command gan-eval run gan-eval.yaml');
    expect(words).toContain('a'.repeat(64));
    expect(words).toContain('Licence of the weights Apache-2.0, The TensorFlow Authors');
    expect(words).toContain('c'.repeat(64));
    expect(words).toContain('&quot;generators&quot;');
  });

  it('leaves out the sections that there is nothing to say in', () => {
    const bare = renderRunReport(aRunResult({ points: [aPoint('made', { control: null })] }), NO_MEDIA);
    for (const id of ['tradeoff', 'control', 'edits', 'sweeps', 'nearest']) {
      expect(bare).not.toContain(`id="${id}"`);
      expect(bare).not.toContain(`href="#${id}"`);
    }
  });

  it('allows its own style sheet and script by hash, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(page)![1]!;
    const hash = (element: string): string => {
      const content = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(page)![1]!;
      return `sha256-${createHash('sha256').update(content).digest('base64')}`;
    };
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src '${hash('style')}'; script-src '${hash('script')}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/\sstyle="/);
    expect(page).not.toMatch(/\son[a-z]+="/);
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  it('keeps hostile text as text wherever it comes from', () => {
    const evil = `"><img src=x onerror=alert(1)><script>alert(2)</script>'&\ud800`;
    const poisoned = JSON.parse(
      JSON.stringify({ run: aReportedRun(), media: aRunMedia() }, (key, value: unknown) =>
        typeof value === 'string' &&
        ![
          'status',
          'outcome',
          'dataUri',
          'createdAt',
          'kind',
          'about',
          'direction',
          'better',
          'schema',
        ].includes(key)
          ? value + evil
          : value,
      ),
    ) as { run: ReturnType<typeof aReportedRun>; media: ReturnType<typeof aRunMedia> };
    const hostile = renderRunReport(poisoned.run, poisoned.media, { kid: evil });
    expect(hostile).not.toContain('<img');
    expect(hostile.match(/<script/g)).toHaveLength(1);
    const ids = [...hostile.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]!);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refuses a picture that is none', () => {
    const media = {
      ...aRunMedia(),
      pictures: [{ dataUri: 'https://example.org/x.png', widthPx: 1, heightPx: 1 }],
    };
    expect(() => renderRunReport(aReportedRun(), media)).toThrow(/Expected a data URI/);
  });
});
