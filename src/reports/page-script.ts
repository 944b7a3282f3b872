import { readFileSync } from 'node:fs';
import { UsageError } from '../errors.js';

/** Where the build leaves it; from src and from dist the way is the same. */
const BUNDLE = new URL('../../dist/reports/page/run-report.js', import.meta.url);

/**
 * The script of a run's report, as `npm run build` bundles it from src/reports/page.
 * @throws UsageError if it has not been built
 */
export function pageScript(): string {
  try {
    return readFileSync(BUNDLE, 'utf8');
  } catch (cause) {
    throw new UsageError(`${BUNDLE.pathname}: the script of the report is not there. Run: npm run build`, {
      cause,
    });
  }
}
