import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatBaseline } from '../../../src/cli/format-baseline.js';
import { formatRun } from '../../../src/cli/format-run.js';
import { formatRunComparison } from '../../../src/cli/format-run-comparison.js';
import { runSchema, type RunResult } from '../../../src/config/run-result.js';
import type { ReadResult } from '../../../src/suite/results/read-measured-run.js';
import { trendPlots } from '../../../src/reports/charts/trend-plot.js';
import { renderComparisonMarkdown } from '../../../src/reports/comparison-markdown.js';
import { renderGithubAnnotations } from '../../../src/reports/github-annotations.js';
import { renderGithubSummary } from '../../../src/reports/github-summary.js';
import { renderHtmlReport } from '../../../src/reports/html-report.js';
import { renderJunit } from '../../../src/reports/junit.js';
import { markdownPlots, renderMarkdownReport } from '../../../src/reports/markdown-report.js';
import type { ReportData } from '../../../src/reports/report-data.js';
import { NO_MEDIA, type RunMedia } from '../../../src/reports/run/run-media.js';
import { renderRunReport } from '../../../src/reports/run/run-report.js';
import { compareRuns } from '../../../src/suite/results/compare-runs.js';
import { fillSchema } from '../../security/fill-schema.js';
import { hostileCopy } from '../../security/hostile-copy.js';
import { OBEYED, PAYLOAD } from '../../security/payload.js';
import { aReportedRun, aRunMedia } from '../run/a-report.js';
import { sampleReport } from '../sample-report.js';
import { findChromium, NO_CHROMIUM } from './chromium.js';
import { ReportBrowser, type OpenReport } from './open-report.js';

const schema = z.toJSONSchema(runSchema, { io: 'input', unrepresentable: 'any', reused: 'inline' });

/** Texts that a schema asks for, where it does not take any. */
const texts = {
  '^[A-Za-z_]\\w*$': 'name',
  '^[^.]+\\.[^.]+$': `a.${PAYLOAD.replaceAll('.', '')}`,
  '^(?:[<>]|(?:value|lower|upper|n|p|delta)\\b)': `< 1 ${PAYLOAD}`,
};

/** Every field of a result filled, those of one branch where there are several. */
function filled(variant: number): RunResult {
  const value = fillSchema(schema as Parameters<typeof fillSchema>[0], variant, PAYLOAD, texts);
  return runSchema.parse(value);
}

/** Keys of objects that are fields; all others are names that came from outside. */
function fieldNames(inner: unknown, names = new Set<string>()): ReadonlySet<string> {
  if (typeof inner !== 'object' || inner === null) return names;
  if ('properties' in inner) for (const key of Object.keys(inner.properties as object)) names.add(key);
  for (const each of Object.values(inner)) fieldNames(each, names);
  return names;
}

const mediaFields = [
  ...[
    'pictures',
    'galleries',
    'sweeps',
    'nearest',
    'budget',
    'notes',
    'dataUri',
    'widthPx',
    'heightPx',
    'id',
    'title',
  ],
  ...[
    'rule',
    'shots',
    'point',
    'seed',
    'asked',
    'likeness',
    'picture',
    'missing',
    'condition',
    'size',
    'pose',
    'x',
    'y',
  ],
  ...[
    'articles',
    'article',
    'slot',
    'labels',
    'real',
    'generator',
    'knob',
    'values',
    'rows',
    'pairs',
    'generated',
    'distance',
    'visible',
  ],
];
const known = new Set([...fieldNames(schema), ...mediaFields]);

/** Texts that choose among a few: changed, they would be no result, or nothing of them would be shown. */
const isChoice = (text: string): boolean =>
  /^(?:ok|undefined|lower|higher|pass|fail|inconclusive|no baseline|un?conditional|images|statistics|population|these counts|candidate|baseline|undecided|pose|outfit|image|torch|clean|tf1|skip|default|gan-eval\/.*|data:.*|\d{4}-.*|features|logits|spatial|patches|\w+\.\w+: .*)$/.test(
    text,
  );

const isId = (text: string): boolean =>
  /^(?:kid|fid|pck|akd|retrieval(?:-1)?|plain|dressed(?:\[.*)?|psi|top|shoes|\w+\.png)$/.test(text);

const hostile = <T>(value: T, keeps: (text: string) => boolean): T =>
  hostileCopy(value, PAYLOAD, keeps, known) as T;

const junitElements = ['testsuites', 'testsuite', 'testcase', 'failure', 'error'];

interface Hostile {
  readonly run: RunResult;
  readonly media: RunMedia;
}

const cases: readonly (readonly [string, () => Hostile])[] = [
  ...[0, 1, 2, 3].map(
    (variant) =>
      [
        `every field of the schema, branch ${variant}`,
        () => ({ run: filled(variant), media: NO_MEDIA }),
      ] as const,
  ),
  [
    'every text of a run but ids',
    () => ({
      run: hostile(aReportedRun(), (text) => isChoice(text) || isId(text)),
      media: hostile(aRunMedia(), (text) => isChoice(text) || isId(text)),
    }),
  ],
  [
    'every text of a run',
    () => ({ run: hostile(aReportedRun(), isChoice), media: hostile(aRunMedia(), isChoice) }),
  ],
];

/** What a page holds that could do something, and what has been done. */
const LOOK = `({
  pwned: window.pwned ?? null,
  scripts: document.querySelectorAll('script').length,
  frames: document.querySelectorAll('iframe, object, embed, form[action], base, meta[http-equiv=refresh], link:not([rel=icon])').length,
  handlers: [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]).filter(({ name }) => name.startsWith('on')).length,
  links: [...document.querySelectorAll('a[href], [*|href]')].map((a) => a.getAttribute('href') ?? '').filter((href) => !href.startsWith('#') && href !== 'data:,' && !href.startsWith('data:image/')),
  images: [...document.querySelectorAll('img, image, source')].map((image) => image.getAttribute('src') ?? image.getAttribute('href') ?? '').filter((src) => src !== '' && !src.startsWith('data:image/')),
})`;

async function expectHarmless({ page, requests, complaints }: OpenReport, scripts: number): Promise<void> {
  expect(await page.evaluate(LOOK)).toEqual({
    pwned: null,
    scripts,
    frames: 0,
    handlers: 0,
    links: [],
    images: [],
  });
  expect(requests).toEqual([]);
  expect(complaints).toEqual([]);
  // A renderer of its own would not be needed: what the page says is to be read, not obeyed.
  const text: string = await page.evaluate('document.body.innerText');
  expect(OBEYED.exec(text)?.[0]).toBeUndefined();
}

/** What Markdown, a table of it or HTML in it would take for more than text; in code, only what would end it. */
function offences(page: string): string[] {
  const outside = page.replace(/^```\n.*\n```$/gm, '');
  const forms = [
    OBEYED,
    /<(?!\/?(?:details|summary|br|sub|sup|b)\b)[a-z!/]/i,
    /\]\((?!charts\/)/,
    /^# Forged|^\| forged/m,
    /https?:\/\//,
    /```/,
  ];
  return forms.flatMap((form) => form.exec(outside)?.[0] ?? []);
}

const skipped = findChromium() === undefined && process.env.CI === undefined;
if (skipped) console.warn(`Tests in the browser are skipped: ${NO_CHROMIUM}`);

describe.skipIf(skipped)('a hostile result in Chromium', () => {
  const browser = new ReportBrowser();
  beforeAll(() => browser.start());
  afterEach(() => browser.clear());
  afterAll(() => browser.stop());

  it.each(cases)(
    'runs no script and makes no request, and its JUnit is nothing but its elements: %s',
    async (_, make) => {
      const { run, media } = make();
      const opened = await browser.open(renderRunReport(run, media));
      await expectHarmless(opened, 1);
      const { page } = opened;
      const words = page.getByLabel('Contains');
      if ((await words.count()) > 0) await words.fill(PAYLOAD.slice(0, 300));
      const header = page.locator('th button:visible');
      if ((await header.count()) > 0) await header.first().click();
      const junit: string[] = await page.evaluate(
        `[...new DOMParser().parseFromString(${JSON.stringify(renderJunit(run))}, 'text/xml').querySelectorAll('*')].map(({ localName }) => localName)`,
      );
      expect(junit).toContain('testsuites');
      expect(junit.filter((name) => !junitElements.includes(name))).toEqual([]);
      await expectHarmless(opened, 1);
    },
  );

  it('runs none when a hostile image is enlarged, and its address opened again', async () => {
    const [, make] = cases.at(-2)!;
    const { run, media } = make();
    const opened = await browser.open(renderRunReport(run, media));
    await opened.page.locator('.card a').first().click();
    await opened.page.keyboard.press('ArrowRight');
    await expectHarmless(opened, 1);
    const again = await browser.open(renderRunReport(run, media), {}, new URL(opened.page.url()).hash);
    await expectHarmless(again, 1);
    const odd = await browser.open(
      renderRunReport(run, media),
      {},
      `#${encodeURIComponent(PAYLOAD.replace('\ud800', ''))}&q=${encodeURIComponent('<img src=x onerror=window.pwned=1>')}&point=%FF`,
    );
    await expectHarmless(odd, 1);
  });

  it('is no less harmless as the report of a comparison', async () => {
    const report = hostileCopy(
      sampleReport(),
      PAYLOAD,
      isChoice,
      new Set(Object.keys(sampleReport())),
    ) as ReportData;
    const fields = { ...sampleReport(), title: report.title };
    await expectHarmless(await browser.open(renderHtmlReport(fields)), 0);
  });
});

const readResult = (run: RunResult): ReadResult => ({
  ...{ location: 'a', title: run.title, createdAt: run.provenance.createdAt, sha256: 'b' },
  ...{ measured: run, run },
});

describe('a hostile result as text', () => {
  it.each(cases)('gives a terminal, a log and XML nothing to obey: %s', (_, make) => {
    const { run } = make();
    const result = readResult(run);
    const outputs = [
      formatRun(run),
      formatBaseline(result),
      renderJunit(run),
      renderGithubAnnotations(run),
      renderGithubSummary(run),
    ];
    for (const output of outputs) expect(OBEYED.exec(output)?.[0]).toBeUndefined();
    for (const line of renderGithubAnnotations(run).split('\n').filter(Boolean))
      expect(line).toMatch(/^::(?:error|warning) title=/);
  });

  it.each(cases)('is no HTML and no link in Markdown: %s', (_, make) => {
    const { run } = make();
    const charts = new Map(markdownPlots(run).map(({ id }) => [id, `charts/${id}.png`]));
    for (const path of charts.values()) expect(path).toMatch(/^charts\/[\w-]+\.png$/);
    const result = readResult(run);
    const comparison = run.points.some(({ main }) => main)
      ? compareRuns([result, { ...result, sha256: 'c' }])
      : undefined;
    const trends = comparison
      ? trendPlots(comparison).map((plot) => ({ plot, path: `charts/${plot.id}.png` }))
      : [];
    if (comparison) expect(OBEYED.exec(formatRunComparison(comparison))?.[0]).toBeUndefined();
    const pages = [
      renderMarkdownReport(run, charts),
      renderGithubSummary(run),
      ...(comparison ? [renderComparisonMarkdown(comparison, trends)] : []),
    ];
    for (const page of pages) expect(offences(page)).toEqual([]);
  });
});
