import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Difference } from '../../../src/config/paired-result.js';
import type { Cost } from '../../../src/config/run-result.js';
import { renderRunReport } from '../../../src/reports/run/run-report.js';
import { anInterval } from '../../config/run-result-builder.js';
import { aReportedRun, aRunMedia } from '../run/a-report.js';
import { findChromium, NO_CHROMIUM } from './chromium.js';
import { ReportBrowser } from './open-report.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules that axe finds broken, with the elements. */
async function broken(page: Page): Promise<string[]> {
  // evaluate() is not subject to the page's policy, which a script element would be.
  await page.evaluate(axe);
  const found: { id: string; nodes: { target: string[] }[] }[] = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Of the first such element. */
const styleOf = (page: Page, selector: string, property: string): Promise<string> =>
  page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${property}`);

const visibleCards = (page: Page) => page.locator('.gallery .card:visible');
const hashOf = (page: Page): string => new URL(page.url()).hash;

const skipped = findChromium() === undefined && process.env.CI === undefined;

if (skipped) console.warn(`Tests in the browser are skipped: ${NO_CHROMIUM}`);

describe.skipIf(skipped)("a run's report in Chromium", () => {
  const browser = new ReportBrowser();
  const report = renderRunReport(aReportedRun(), aRunMedia());

  beforeAll(() => browser.start());
  afterEach(() => browser.clear());
  afterAll(() => browser.stop());

  it('opens from disk, asks for nothing, and its policy refuses nothing of its own', async () => {
    const { page, requests, complaints } = await browser.open(report);
    await page.getByRole('link', { name: 'Images' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Dressed mannequins');
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'is clean to axe in the %s theme, also with an image enlarged',
    async (colorScheme) => {
      const { page } = await browser.open(report, { colorScheme });
      expect(await broken(page)).toEqual([]);
      await page.locator('.card a').first().click();
      expect(await broken(page)).toEqual([]);
    },
  );

  it('fits a phone: nothing lies beyond its width', async () => {
    const { page } = await browser.open(report, { viewport: { width: 360, height: 740 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.locator('.card a').first().click();
    expect(
      await page.evaluate(
        'document.querySelector("dialog").scrollWidth <= document.querySelector("dialog").clientWidth',
      ),
    ).toBe(true);
    expect(await broken(page)).toEqual([]);
  });

  it('breaks no word of what control costs', async () => {
    const run = aReportedRun();
    const [cost] = run.costs as [Cost];
    const [difference] = cost.differences as [Difference];
    const differences = ['FID', 'Authenticity'].map((title) => ({
      ...difference,
      title,
      value: -2.71e-5,
      interval: anInterval(-2.71e-5, 0.00075),
    }));
    const { page } = await browser.open(
      renderRunReport({ ...run, costs: [{ ...cost, differences }] }, aRunMedia()),
    );
    const heights: number[] = await page.evaluate(
      '[...document.querySelectorAll(".costs b")].map((title) => title.offsetHeight)',
    );
    expect(heights[1]).toBe(heights[0]);
  });

  it('switches the theme, and remembers it', async () => {
    const { page } = await browser.open(report, { colorScheme: 'light' });
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await ground();
    await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await ground()).toBe(dark);
    await page.getByRole('button', { name: 'Switch to the light theme' }).click();
    expect(await ground()).toBe(light);
  });

  it('draws every chart, in the colours of the theme', async () => {
    const { page, complaints } = await browser.open(report, { colorScheme: 'light' });
    const drawn = (): Promise<string[]> =>
      page.evaluate('[...document.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL())');
    const blank: string = await page.evaluate(`(() => {
      const { width, height } = document.querySelector("canvas");
      return Object.assign(document.createElement("canvas"), { width, height }).toDataURL();
    })()`);
    const light = await drawn();
    expect(light).toHaveLength(5);
    expect(light[0]).not.toBe(blank);
    await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
    const dark = await drawn();
    for (const [i, chart] of dark.entries()) expect(chart).not.toBe(light[i]);
    expect(complaints).toEqual([]);
  });

  it('filters images by point and by words, says how many are left, and keeps that in its address', async () => {
    const { page } = await browser.open(report);
    expect(await visibleCards(page).count()).toBe(10);
    await page.getByRole('combobox', { name: 'Point' }).selectOption('dressed[psi=1]');
    expect(await visibleCards(page).count()).toBe(7);
    await page.getByLabel('Contains').fill('class=suit shirt');
    expect(await visibleCards(page).count()).toBe(3);
    expect(await page.locator('.tools output').innerText()).toBe('3 images');
    await expect.poll(() => page.getByText('No image of this choice fits the filter.').count()).toBe(2);
    const hash = hashOf(page);
    expect(hash).toBe('#images&point=dressed%5Bpsi%3D1%5D&q=class%3Dsuit%20shirt');
    const again = await browser.open(report, {}, hash);
    expect(await visibleCards(again.page).count()).toBe(3);
    expect(await again.page.getByLabel('Contains').inputValue()).toBe('class=suit shirt');
  });

  it('orders images by a score, those without it last', async () => {
    const { page } = await browser.open(report);
    await page.getByRole('combobox', { name: 'Order' }).selectOption('-pck');
    const names = await page.locator('#worst-pose .card a').allTextContents();
    expect(names).toEqual([5, 4, 3, 2, 1, 0].map((i) => `00000${i}.png`));
    const random: string[] = await page.evaluate(
      '[...document.querySelectorAll("#random .card")].map((card) => card.dataset.point)',
    );
    expect(random.slice(-2)).toEqual(['plain', 'plain']);
    await page.getByRole('combobox', { name: 'Order' }).selectOption('');
    expect(await page.locator('#worst-pose .card a').first().textContent()).toBe('000000.png');
  });

  it('switches layers off and on, with and without its script', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await browser.open(report, { javaScriptEnabled });
      const shown = async () => {
        const layers = ['g.target', 'g.found', '.miss'].map((layer) => `.gallery .card ${layer}`);
        const displays = await Promise.all(layers.map((layer) => styleOf(page, layer, 'display')));
        return displays.map((display) => display !== 'none');
      };
      expect(await shown()).toEqual([true, true, true]);
      await page.getByLabel('pose asked for').uncheck();
      expect(await shown()).toEqual([false, true, false]);
      await page.getByLabel('pose found').uncheck();
      await page.getByLabel('pose asked for').check();
      expect(await shown()).toEqual([true, false, false]);
      expect(await styleOf(page, '#worst-pose .pair > :nth-child(2)', 'display')).not.toBe('none');
      await page.getByLabel('real images').uncheck();
      expect(await styleOf(page, '#worst-pose .pair > :nth-child(2)', 'display')).toBe('none');
    }
  });

  it('sorts tables by number, and says which way', async () => {
    const { page } = await browser.open(report);
    const table = page.locator('#quality table').first();
    const points = () => table.locator('tbody th').allInnerTexts();
    const heading = table.getByRole('columnheader', { name: 'KID' });
    await heading.getByRole('button').click();
    expect(await points()).toEqual(['plain', 'dressed[psi=1]', 'dressed[psi=0.5]']);
    expect(await heading.getAttribute('aria-sort')).toBe('ascending');
    await heading.getByRole('button').press('Enter');
    expect(await points()).toEqual(['dressed[psi=0.5]', 'dressed[psi=1]', 'plain']);
    expect(await heading.getAttribute('aria-sort')).toBe('descending');
  });

  it('enlarges an image by keyboard, walks on with arrows, and gives the focus back', async () => {
    const { page } = await browser.open(report);
    const link = page.locator('#worst-pose .card a').first();
    await link.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: '000000.png' });
    expect(await dialog.isVisible()).toBe(true);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByRole('dialog').getByRole('heading').innerText()).toBe('000001.png');
    expect(hashOf(page)).toBe('#worst-pose%3Adressed%255Bpsi%253D1%255D%3A000001.png');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('000001.png');
    expect(hashOf(page)).toBe('#worst-pose');
  });

  it('opens an image by its address, and walks only among images that the filter shows', async () => {
    const hash = '#worst-pose%3Adressed%255Bpsi%253D1%255D%3A000001.png&q=suit';
    const { page } = await browser.open(report, {}, hash);
    await page.getByRole('button', { name: 'The next image' }).click();
    expect(await page.getByRole('dialog').getByRole('heading').innerText()).toBe('000003.png');
  });

  it('finds back to an image that its gallery had folded away', async () => {
    const hash = '#worst-pose%3Adressed%255Bpsi%253D1%255D%3A000014.png';
    const { page } = await browser.open(renderRunReport(aReportedRun(20), aRunMedia(20)), {}, hash);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('000014.png');
    expect(await page.locator('#worst-pose .card:visible').count()).toBe(20);
  });

  it('cuts off no figure of the verdict, however wide the window', async () => {
    const { page } = await browser.open(report);
    for (const width of [360, 768, 1000, 1220, 1280, 1600]) {
      await page.setViewportSize({ width, height: 800 });
      const cut: number = await page.evaluate(
        '[...document.querySelectorAll(".glance > div")].filter((box) => box.scrollWidth > box.clientWidth).length',
      );
      expect([width, cut]).toEqual([width, 0]);
    }
  });

  it('lays the generated image over the real one with a slider that keys move', async () => {
    const { page } = await browser.open(report);
    await page.locator('#worst-pose .card .pair').first().click();
    const dialog = page.getByRole('dialog');
    const clip = () => styleOf(page, 'dialog .shot', 'clipPath');
    expect(await clip()).toBe('none');
    await dialog.getByRole('button', { name: 'slider' }).click();
    const half = await clip();
    await dialog.getByRole('slider').focus();
    await page.keyboard.press('ArrowLeft');
    expect(await clip()).not.toBe(half);
    expect(await dialog.getByRole('heading').innerText()).toBe('000000.png');
    await dialog.getByRole('button', { name: 'side by side' }).click();
    expect(await clip()).toBe('none');
  });

  it('can be read without its script: all figures, images and places are there', async () => {
    const { page } = await browser.open(report, { javaScriptEnabled: false });
    expect(await visibleCards(page).count()).toBe(10);
    expect(await page.locator('[data-needs-script]:visible').count()).toBe(0);
    expect(await page.locator('button:visible').count()).toBe(0);
    await page.locator('.card a').nth(2).click();
    expect(await page.locator('.card:target a').innerText()).toBe('000002.png');
    await page.locator('summary', { hasText: 'more control score' }).click();
    expect(await page.getByText('AKD', { exact: true }).isVisible()).toBe(true);
  });

  it('prints all that is folded, and none of the tools', async () => {
    const { page } = await browser.open(report);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator('details:not([open])').count()).toBe(0);
    for (const hidden of ['.bar', '.tools', '.skip'])
      expect(await page.locator(hidden).isVisible()).toBe(false);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    // A chart keeps the size it has on the screen, and paper is narrower.
    await page.evaluate('document.querySelector("canvas").style.width = "2000px"');
    expect(
      await page.evaluate(
        'document.querySelector("canvas").offsetWidth <= document.querySelector(".canvas").offsetWidth',
      ),
    ).toBe(true);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await page.locator('details:not([open])').count()).toBeGreaterThan(0);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
  });

  it('keeps 1,000 images usable: opened and filtered within 30 seconds even on a machine that is busy', async () => {
    const { page } = await browser.open(renderRunReport(aReportedRun(1000), aRunMedia(1000)), {}, '#images');
    page.setDefaultTimeout(30_000);
    await page.getByLabel('Contains').fill('look-999 ');
    await expect.poll(() => page.locator('.tools output').innerText(), { timeout: 30_000 }).toBe('1 image');
    expect(await visibleCards(page).locator('a').textContent()).toBe('000999.png');
  });
});
