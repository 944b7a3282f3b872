/** In place of replicates, where intervals are not wanted. */
export const NO_INTERVAL_ASKED = { reason: 'no interval was asked for' } as const;
