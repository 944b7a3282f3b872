import { describe, expect, it } from 'vitest';
import { html } from '../../src/reports/html.js';

describe('html', () => {
  it('escapes strings for content and for quoted attributes, ampersands first', () => {
    expect(html`<a title="${`"'`}">${'<b>&lt;'}</a>`.toString()).toBe(
      '<a title="&quot;&#39;">&lt;b&gt;&amp;lt;</a>',
    );
  });

  it('takes its own output unescaped, in lists too, and escapes it no second time', () => {
    const items = ['a&b', 'c'].map((text) => html`<i>${text}</i>`);
    expect(html`<b>${items}</b>`.toString()).toBe('<b><i>a&amp;b</i><i>c</i></b>');
  });

  it('writes 0, and nothing for null, undefined and false', () => {
    expect(html`[${0}${null}${undefined}${false}${[]}]`.toString()).toBe('[0]');
  });

  it('shows control characters, which HTML forbids, as replacement characters', () => {
    expect(html`${'a\u0000b\u001bc\td'}`.toString()).toBe('a\ufffdb\ufffdc\td');
  });

  it('shows overrides of the direction of text as replacement characters, and leaves text of either direction', () => {
    expect(html`${'a\u202egnp.exe\u2066'} ${'שלום\u200f'}`.toString()).toBe(
      'a\ufffdgnp.exe\ufffd שלום\u200f',
    );
  });

  it('does not take a look-alike of its output for HTML', () => {
    const forged = { toString: () => '<script>' };
    // @ts-expect-error: only what `html` made is HTML
    expect(() => html`${forged}`).toThrow(TypeError);
  });
});
