/**
 * A text as the id of an element, unique for each text; ASCII without spaces, so that it stands in an address as it is.
 * A fragment is decoded once before the element is looked for: addresses encode it once more.
 */
export const fragmentId = (...parts: readonly string[]): string =>
  parts.map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd'))).join(':');

export const fragmentLink = (id: string): string => `#${encodeURIComponent(id)}`;
