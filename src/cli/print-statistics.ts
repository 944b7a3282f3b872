import type { StatisticsNote } from '../config/statistics-note.js';

/** Says what a file of statistics holds. */
export function printStatistics(file: string, note: StatisticsNote, json: boolean): void {
  const { source, features } = note;
  process.stdout.write(
    json
      ? `${JSON.stringify(note, null, 2)}\n`
      : `${file}: ${source.count ?? 0} images of ${source.location}, ${features.name} ${features.output}, ` +
          `resize ${features.resize}, ${source.skipped.length} skipped, ${source.ignored} other files\n`,
  );
}
