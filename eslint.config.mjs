import { builtinModules } from 'node:module';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What a layer may not import, with the reason people read when they try. */
function forbid(message, patterns, paths = []) {
  return {
    'no-restricted-imports': [
      'error',
      {
        paths: paths.map((name) => ({ name, message })),
        patterns: [{ group: patterns, message }],
      },
    ],
  };
}

const node = ['node:*', 'fs/*', 'path/*', 'stream/*', 'timers/*', 'util/*'];

export default defineConfig([
  globalIgnores([
    'dist/',
    '.cache/',
    '.test/',
    'node_modules/',
    'training/corpus/',
    'seeds/',
    'test/fixtures/',
  ]),
  {
    files: ['**/*.mjs', '**/*.cjs'],
    rules: {
      eqeqeq: ['error', 'always'],
      'no-unused-vars': 'error',
      'no-use-before-define': ['error', { functions: false, variables: false }],
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: forbid(
      'The core is pure: no editor, no disk, no layer above it.',
      [...node, '**/server/**', '**/client/**', '**/cli/**', '**/protocol/**', 'vscode*'],
      ['vscode', ...builtinModules],
    ),
  },
  {
    files: ['src/client/**/*.ts'],
    rules: forbid('The client talks to the server through src/protocol only.', ['**/server/**', '**/cli/**']),
  },
  {
    files: ['src/server/**/*.ts'],
    rules: forbid('The server does not know the editor.', ['**/client/**', '**/cli/**'], ['vscode']),
  },
  {
    // Commands print; the runner inside the extension host can speak only through the console.
    files: ['src/cli/**/*.ts', 'training/**/*.ts', 'bench/**/*.ts', 'test/integration/reporter.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // `describe` and `it` hand promises to mocha, which waits for them.
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/require-await': 'off' },
  },
]);
