/** The largest encoded image that is read, in bytes: protects against archives that unpack to more than memory. */
export const MAX_IMAGE_BYTES = 2 ** 29;

/** The largest image that is decoded, in pixels: 2^28, 16,384 x 16,384. */
export const MAX_IMAGE_PIXELS = 2 ** 28;

/** The most that is unpacked into a temporary file, in bytes: 128 GiB. */
export const MAX_SPOOL_BYTES = 2 ** 37;
