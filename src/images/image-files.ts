/** What sharp decodes, by the name's end. The content decides how a file is decoded; the name, whether it is an image at all. */
const imageName = /\.(?:png|jpe?g|webp|avif|tiff?|gif)$/i;

/** Whether a relative path (with `/` separators) names an image. */
export function isImageName(path: string): boolean {
  return imageName.test(path) && !isHidden(path);
}

/** Dot files and macOS's `__MACOSX` doubles: never meant as data, even where they end in .png. */
export function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}

/** Counts by extension, most frequent first: `12 other files: 10 .txt, 2 .json`. */
export function describeFiles(paths: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const kind = /[^/](\.[^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? 'without extension';
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const kinds = [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  const shown = kinds.slice(0, 5).map(([kind, count]) => `${count} ${kind}`);
  if (kinds.length > shown.length) shown.push('...');
  return `${paths.length} other ${paths.length === 1 ? 'file' : 'files'}: ${shown.join(', ')}`;
}

/** The path without an image's extension. */
export function stemOf(path: string): string {
  return isImageName(path) ? path.slice(0, path.lastIndexOf('.')) : path;
}
