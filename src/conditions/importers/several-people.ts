/** The remark on an image that shows more than one person; none for one or nobody. */
export function severalPeople(count: number): readonly string[] {
  return count > 1 ? ['images with several people: the largest was taken'] : [];
}
