import { defineConfig } from 'vitest/config';

/** The tests that can notice a change of a rule or of the model: not those of the bundle, of the scripts or of the parsers. */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    exclude: ['test/scanners/cdk.test.ts'], // synthesising takes longer than all the others together
    include: [
      'test/rules/**/*.test.ts',
      'test/model/**/*.test.ts',
      'test/engine/**/*.test.ts',
      'test/scanners/**/*.test.ts',
      'test/worlds.test.ts',
    ],
  },
});
