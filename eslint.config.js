import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import tseslint from 'typescript-eslint';

/**
 * The house of src/, from the foundations up. A folder may import from the folders of lower floors, and
 * from those that it names itself; never sideways, never up. What lies in src/ itself is open to all.
 */
const floors = [
  { math: [], config: [], storage: [], formats: ['storage'] },
  { engines: [], images: [], conditions: [], models: ['engines'] },
  { features: [], generators: [], pose: [], outfit: [], metrics: [], gate: [], reports: [] },
  { suite: [] },
  { cli: [] },
];

const zones = floors.flatMap((floor, level) =>
  Object.entries(floor).map(([folder, beside]) => {
    const allowed = [folder, ...beside, ...floors.slice(0, level).flatMap((lower) => Object.keys(lower))];
    return {
      target: `./src/${folder}`,
      from: './src',
      except: [...allowed.map((name) => `./${name}`), './errors.ts', './optional-packages.ts'],
      message: `src/${folder} may import from: ${allowed.join(', ')}. See eslint.config.js.`,
    };
  }),
);

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'coverage/', 'kernels/'] },
  {
    files: ['**/*.{ts,cts}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      // An index that a loop bound has just checked: `noUncheckedIndexedAccess` leaves no other way to say so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Matrices read as a[i * n + j] whatever the linter prefers to iterate.
      '@typescript-eslint/prefer-for-of': 'off',
    },
  },
  {
    // math and metrics are pure: no files, clock, console or unseeded randomness.
    files: ['src/math/**/*.ts', 'src/metrics/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random' },
        { object: 'Date', property: 'now' },
      ],
      'no-restricted-imports': ['error', { patterns: ['node:*'] }],
    },
  },
  {
    // Charts are drawn in the browser, too.
    files: ['src/reports/charts/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['node:*', '@napi-rs/*'] }] },
  },
);
