import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium, NO_CHROMIUM } from './chromium.js';

/** A report opened from disk, and all that went wrong in it. */
export interface OpenReport {
  readonly page: Page;
  /** Requests for anything but the file itself and its inline images. */
  readonly requests: string[];
  /** Errors and warnings of the console, refusals by the security policy among them. */
  readonly complaints: string[];
}

/** A browser for the tests of one file. */
export class ReportBrowser {
  #browser: Browser | undefined;
  #folder: string | undefined;

  async start(): Promise<void> {
    const executablePath = findChromium();
    if (executablePath === undefined) throw new Error(`Reports cannot be opened: ${NO_CHROMIUM}`);
    // Without its sandbox it also runs as root in a container; it opens nothing but files of ours.
    this.#browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    this.#folder = await mkdtemp(join(tmpdir(), 'gan-eval-report-'));
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true });
  }

  /** Closes the reports that are open. */
  async clear(): Promise<void> {
    for (const context of this.#browser?.contexts() ?? []) await context.close();
  }

  /** @param hash - the place in it, with `#` */
  async open(html: string, options: BrowserContextOptions = {}, hash = ''): Promise<OpenReport> {
    const path = join(this.#folder!, 'report.html');
    await writeFile(path, html);
    const context = await this.#browser!.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    const url = pathToFileURL(path).href;
    page.on('request', (request) => {
      if (!request.url().startsWith('data:') && request.url().split('#')[0] !== url)
        requests.push(request.url());
    });
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(url + hash);
    return { page, requests, complaints };
  }
}
