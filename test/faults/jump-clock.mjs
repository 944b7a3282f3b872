// Loaded before gan-eval: the clock of the day is put forward or back by up to a day at every look at it.
const RealDate = globalThis.Date;
let looks = 0;
/** Spread over a day either way, and the same in every process. */
const jump = () => Math.round(Math.sin(++looks * 12.9898) * 86_400_000);
globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + jump());
    else super(...args);
  }
  static now() {
    return RealDate.now() + jump();
  }
};
