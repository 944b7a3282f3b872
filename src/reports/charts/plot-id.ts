/** What a plot is known by, in addresses and as the name of a file: of names that may hold anything, a path out of the folder included. */
export function plotId(...parts: readonly string[]): string {
  return parts.join('-').replaceAll(/[^\w-]+/g, '-');
}
