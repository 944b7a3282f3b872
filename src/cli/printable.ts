/** A line with its control characters written out: a file's name may hold any, and a terminal obeys them. */
export function printable(line: string): string {
  return line.replace(
    /\p{Cc}/gu,
    (character) => `\\x${character.codePointAt(0)!.toString(16).padStart(2, '0')}`,
  );
}
