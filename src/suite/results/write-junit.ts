import { writeFileAtomically } from '../../formats/atomic-write.js';
import type { GateReport } from '../../reports/gate-report.js';
import { renderJunit } from '../../reports/junit.js';

/** Writes gates as JUnit XML; the file is replaced if it exists. */
export async function writeJunit(path: string, report: GateReport): Promise<void> {
  await writeFileAtomically(path, [Buffer.from(renderJunit(report))]);
}
