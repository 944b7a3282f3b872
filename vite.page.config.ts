import { defineConfig } from 'vite';

/** Bundles the script of a run's report into one file, which src/reports/page-script.ts puts into the page. */
export default defineConfig({
  publicDir: false,
  logLevel: 'warn',
  build: {
    lib: {
      entry: 'src/reports/page/main.ts',
      formats: ['iife'],
      name: 'runReport',
      fileName: () => 'run-report.js',
    },
    outDir: 'dist/reports/page',
    emptyOutDir: true,
    minify: true,
    target: 'es2022',
  },
});
