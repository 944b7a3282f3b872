import { RECORDED_LEVEL } from './gate.js';

/** What stands in the parentheses of a statistic. */
export interface StatArgument {
  /** What it has to be. */
  readonly what: string;
  readonly fits: (value: number) => boolean;
  /** What is meant if there is none; null: there has to be one. */
  readonly otherwise: number | null;
}

export const quantileShare: StatArgument = {
  what: 'a share from 0 to 1, such as 0.05',
  fits: (share) => share >= 0 && share <= 1,
  otherwise: null,
};

export const intervalLevel: StatArgument = {
  what: 'the level of an interval from 50 to 99.9 (percent), such as 95',
  fits: (level) => level >= 50 && level <= 99.9,
  otherwise: RECORDED_LEVEL,
};
