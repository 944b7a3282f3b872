/** What was seen at a moment of the run. */
export interface Moment {
  readonly images: number;
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly mebibytes: number;
}
