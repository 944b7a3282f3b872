import { html, type Html, type HtmlValue } from '../html.js';

/** A section of the page with an address of its own. */
export interface RunSection {
  /** Its address in the page. */
  readonly id: string;
  /** In the list of contents. */
  readonly name: string;
  readonly content: Html;
}

/** @param lead - what the section shows and how to read it, in a sentence or two */
export function runSection(
  { id, name, title }: { readonly id: string; readonly name: string; readonly title: string },
  lead: HtmlValue,
  content: HtmlValue,
): RunSection {
  return {
    id,
    name,
    content: html`<section id="${id}" aria-labelledby="${id}-title">
      <h2 id="${id}-title">${title}</h2>
      ${lead && html`<p class="lead">${lead}</p>`} ${content}
    </section>`,
  };
}
