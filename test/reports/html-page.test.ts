import { describe, expect, it } from 'vitest';
import { html } from '../../src/reports/html.js';
import { htmlPage } from '../../src/reports/html-page.js';

const body = html`<p>Here</p>`;

describe('htmlPage', () => {
  it('allows a script only if it has one', () => {
    const without = htmlPage({ title: 'T', style: 'p{}', body });
    expect(without).not.toContain('script');
    expect(htmlPage({ title: 'T', style: 'p{}', script: 'go()', body })).toMatch(
      /script-src &#39;sha256-.*<script>go\(\)<\/script>/s,
    );
  });

  it('escapes its title', () => {
    expect(htmlPage({ title: '</title><b>', style: '', body })).toContain(
      '<title>&lt;/title&gt;&lt;b&gt;</title>',
    );
  });

  it.each([{ script: 'x = "</SCRIPT>"' }, { style: 'p::after{content:"</style>"}' }])(
    'refuses %o, which would end its own element',
    (parts) => {
      expect(() => htmlPage({ title: 'T', style: '', body, ...parts })).toThrow(RangeError);
    },
  );
});
