/** What a long computation tells whoever watches it. Every call is optional to act on. */
export interface Listener {
  /** A stage begins; `total` in `unit`, when known. */
  onStage?(stage: {
    readonly label: string;
    readonly total: number;
    readonly unit: 'images' | 'bytes' | 'percent';
  }): void;
  /** Work done in the current stage since the last call. */
  onAdvance?(amount: number): void;
  onStageEnd?(): void;
  /** Something that the user should know and the result also records. */
  onNotice?(text: string): void;
}
