/** The beginning of a text for a message; what is left out is marked. @param most - characters that stay */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}...` : text;
}
