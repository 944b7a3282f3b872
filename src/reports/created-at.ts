import { html, type Html } from './html.js';

/** The moment in UTC, which reads the same wherever the report is opened. */
export function createdAt(iso: string): Html {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return html`<span>${iso}</span>`;
  const text = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(moment);
  return html`<time datetime="${moment.toISOString()}">${text} UTC</time>`;
}
