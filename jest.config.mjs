/** `npm test -- spec` runs only what matches. */
export default {
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  testMatch: ['<rootDir>/{apps,libs,tests}/**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/(apps|libs)/'],
  // The packages as the build bundles them: what runs in production is what is tested, and it loads in half the time.
  resolver: '<rootDir>/tests/support/jest-resolver.cjs',
  testSequencer: '<rootDir>/tests/support/jest-sequencer.cjs',
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // For two cores: the long suites wait a fifth of their time, for processes to start and for what is due later.
  maxWorkers: 3,
  // Each file loads its modules anew and VM modules are not given back: a worker that grew large is replaced.
  workerIdleMemoryLimit: '2GB',
  testTimeout: 60_000,
};
