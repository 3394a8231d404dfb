/** `npm test -- spec` runs only what matches. */
export default {
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: '<rootDir>/tests/support/jest-environment.mjs',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  testMatch: ['<rootDir>/{apps,libs,tests}/**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/(apps|libs)/'],
  // The packages as the build bundles them: what runs in production is what is tested, and it loads in half the time.
  resolver: '<rootDir>/tests/support/jest-resolver.cjs',
  testSequencer: '<rootDir>/tests/support/jest-sequencer.cjs',
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // For two cores: the long suites spend a fifth of their time waiting for processes and deadlines.
  maxWorkers: 3,
  // Each file loads its own modules and Node does not free VM modules: a worker that grew large is replaced.
  workerIdleMemoryLimit: '2GB',
  testTimeout: 120_000,
};
