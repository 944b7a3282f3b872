/** `r_ankle` as `right ankle`; what is no joint of a side stays, its `_` as spaces. */
export const jointName = (part: string): string =>
  part.replace(/^r_/, 'right ').replace(/^l_/, 'left ').replaceAll('_', ' ');
