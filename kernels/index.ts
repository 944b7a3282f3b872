export { multiplyTile } from './multiply-tile';
export { multiplyAdd, multiplyBlock } from './multiply-add';
export { multiplySymmetric, fourRows } from './multiply-symmetric';
export { addCombination, addFour, dot } from './vectors';
