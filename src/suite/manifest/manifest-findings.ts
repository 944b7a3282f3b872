/** What may be wrong with a manifest. Errors make it unusable; warnings are what scores will count as not scored. */
const kinds = {
  empty: ['error', 'manifests in which no line describes an image'],
  line: ['error', 'lines that cannot be used'],
  image: ['error', 'images that cannot be opened'],
  article: ['error', 'article images that cannot be opened'],
  parsing: ['error', 'parsing maps that cannot be opened'],
  'parsing-size': ['warning', 'parsing maps of another size than their image'],
  shape: [
    'warning',
    'images of another shape than the picture (width, height) that their coordinates are measured in',
  ],
  outside: ['warning', 'poses with joints outside of the picture'],
  'no-joints': ['warning', 'poses without a labelled joint'],
  'none-visible': ['warning', 'poses of which every joint is hidden'],
  'box-outside': ['warning', 'person boxes outside of the picture'],
  'head-box-outside': ['warning', 'head boxes outside of the picture'],
  unlisted: ['warning', 'images of the set that no line names'],
} as const satisfies Record<string, readonly ['error' | 'warning', string]>;

export type ManifestFindingKind = keyof typeof kinds;

export interface ManifestFinding {
  readonly kind: ManifestFindingKind;
  readonly severity: 'error' | 'warning';
  readonly text: string;
  readonly count: number;
  /** The first few, each naming the image or the line. */
  readonly examples: readonly string[];
}

const EXAMPLES = 5;

/** Collects findings by kind, with the first examples of each. */
export class ManifestFindings {
  readonly #found = new Map<ManifestFindingKind, { count: number; readonly examples: string[] }>();

  add(kind: ManifestFindingKind, example: string): void {
    const found = this.#found.get(kind) ?? { count: 0, examples: [] };
    this.#found.set(kind, found);
    found.count++;
    if (found.examples.length < EXAMPLES) found.examples.push(example);
  }

  /** Errors before warnings. */
  finish(): ManifestFinding[] {
    return Object.entries(kinds).flatMap(([name, [severity, text]]) => {
      const kind = name as ManifestFindingKind;
      const found = this.#found.get(kind);
      return found === undefined ? [] : [{ kind, severity, text, ...found }];
    });
  }
}
