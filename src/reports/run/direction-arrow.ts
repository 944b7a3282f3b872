import { html, type Html } from '../html.js';

/** Which way a score is better, as a sign that is read out in words. */
export const arrow = (direction: 'lower' | 'higher'): Html =>
  html`<span class="arrow" title="${direction} is better"
    ><span aria-hidden="true">${direction === 'lower' ? '↓' : '↑'}</span
    ><span class="unseen">${direction} is better</span></span
  >`;
