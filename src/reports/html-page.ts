import { createHash } from 'node:crypto';
import { html, trustedHtml, type Html } from './html.js';

export interface PageParts {
  readonly title: string;
  /** A style sheet of this program's own, with no data in it. */
  readonly style: string;
  /** A script of this program's own, with no data in it; left out: the page has none. */
  readonly script?: string;
  readonly body: Html;
}

/**
 * One HTML file that needs nothing else: no network, no font. Its security policy allows the style sheet and the script given
 * here, by hash, and inline images; whatever hostile text the body might smuggle in does nothing.
 */
export function htmlPage({ title, style, script, body }: PageParts): string {
  if (/<\/(?:script|style)/i.test(style + (script ?? ''))) {
    throw new RangeError('Expected a style sheet and a script that do not end their own element');
  }
  const policy = [
    "default-src 'none'",
    `style-src '${hash(style)}'`,
    ...(script === undefined ? [] : [`script-src '${hash(script)}'`]),
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${trustedHtml(`<style>${style}</style>`)}
      </head>
      <body>
        ${body} ${script !== undefined && trustedHtml(`<script>${script}</script>`)}
      </body>
    </html> `;
  return page.toString();
}

const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
