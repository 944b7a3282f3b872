// Functions that run hot are exported although only others here call them: the compiler then leaves them out of line.
export { multiplyTile } from './multiply-tile';
export { multiplyBlock } from './multiply-add';
export { addStripes, fourRows } from './multiply-symmetric';
export { addCombination, addFour, dot } from './vectors';
export { columnSums, filterColumns, filterRows, fourPixels } from './filter';
export { help, lead } from './crew';
