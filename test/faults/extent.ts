/** `npm run faults` does everything; the suite does a few of each, chosen by the same seeds. */
export const isNightly = process.env.GAN_EVAL_FAULTS === 'all';

/** How many of something to try. */
export const howMany = (nightly: number, usually: number): number => (isNightly ? nightly : usually);
