import { flag, rule } from '../../engine/rule.ts';
import { equals } from '../../model/text.ts';

/** In version 0.1 every command has a shell of its own: `cd` and `export` are forgotten by the next one. */
export default rule({
  id: 'buildspec-old-version',
  category: 'correctness',
  title: 'A buildspec of version 0.1',
  severity: 'low',
  on: 'buildspec',
  fix: 'Write version: 0.2 (environment_variables/plaintext is called env/variables there), and see that no command relies on a fresh shell.',
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec-ref-versions'],
  controls: {},

  *check(buildspec) {
    yield flag(buildspec, equals(buildspec.version, '0.1'), 'is of version 0.1: each command runs in a shell of its own');
  },
});
