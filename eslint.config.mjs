import { defineConfig } from 'eslint/config';
import comments from '@eslint-community/eslint-plugin-eslint-comments';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';
import { bansEverywhere, bansInTests, bansInTheDomain } from './scripts/eslint/restricted-syntax.mjs';

const specs = ['**/*.spec.ts', '**/*.contract.ts', 'tests/**/*.ts', '**/test/**/*.ts', 'libs/testing/**/*.ts'];

export default defineConfig(
  {
    ignores: [
      'node_modules/',
      '**/dist/',
      'coverage/',
      '.data*/',
      'libs/client/src/{api,operations,enumerations}.ts',
      'apps/web/src/messages/',
    ],
  },
  {
    files: ['**/*.{ts,tsx,mjs,js}'],
    plugins: { comments },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'comments/require-description': ['error', { ignore: ['eslint-enable'] }],
      'comments/no-unlimited-disable': 'error',
      'max-lines': ['error', 250],
      complexity: ['error', 15],
      'max-depth': ['error', 3],
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-empty': 'error',
      'no-fallthrough': 'error',
      'no-unsafe-finally': 'error',
      'no-constant-condition': 'error',
      'no-async-promise-executor': 'error',
      'no-promise-executor-return': 'off', // (resolve) => setTimeout(resolve, n) is how one waits
      'no-restricted-syntax': ['error', ...bansEverywhere],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { requireDefaultForNonUnion: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Nest reads constructor parameter types at run time: a class imported as a type only cannot be injected.
      '@typescript-eslint/consistent-type-imports': 'off',
      // An adapter of an asynchronous port may have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      'no-console': 'error',
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/cqrs',
              importNames: ['EventBus', 'EventPublisher', 'AggregateRoot', 'EventsHandler', 'Saga'],
              message: 'The in-process EventBus swallows errors: events go into the outbox.',
            },
          ],
        },
      ],
    },
  },
  { files: ['examples/snippets/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['apps/*/src/domain/**/*.ts'],
    ignores: specs,
    rules: { 'no-restricted-syntax': ['error', ...bansEverywhere, ...bansInTheDomain] },
  },
  {
    files: specs,
    plugins: { jest },
    rules: {
      'jest/no-focused-tests': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/no-test-prefixes': 'error',
      'jest/valid-title': [
        'error',
        {
          ignoreTypeOfDescribeName: true,
          ignoreTypeOfTestName: true,
          mustNotMatch: ['\\bshould\\b', 'A test title is a sentence in the present tense, without "should".'],
        },
      ],
      'no-restricted-syntax': ['error', ...bansEverywhere, ...bansInTests],
      complexity: 'off',
      // JSON answers are read as they come; expect() is what checks them.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
