import type { Licence } from '../config/licence.js';

/** A licence of weights in words; of results of earlier versions, which do not say, the same as of weights nobody knows. */
export const licenceText = (licence: Licence): string =>
  licence ? `${licence.spdx}, ${licence.holder}` : 'not known';
