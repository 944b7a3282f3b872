/**
 * The characters that override, embed or isolate the direction of text, for a class of a regular expression: they turn round what stands
 * beside a name, so that `exe.gnp` reads as a picture.
 * @source Unicode Standard Annex 9, section 2
 */
export const DIRECTION_OVERRIDES = '\\u202a-\\u202e\\u2066-\\u2069';
