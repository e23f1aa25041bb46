import rule from '../../../src/rules/approval/parallel-runs-reach-production.ts';
import { testRule } from '../../harness.ts';
import { ask, build, deploy, pipeline } from './fixtures.ts';

const mode = (value: string, mark = ''): string => `PipelineType: V2\nExecutionMode: ${value}${mark && ` # ${mark}`}`;

testRule(rule, {
  good: {
    'one after the other': pipeline({ Prod: [deploy()] }, mode('QUEUED')),
    'the newest wins': pipeline({ Prod: [deploy()] }, mode('SUPERSEDED')),
    'which is so without a word': pipeline({ Prod: [deploy()] }),
    'only builds': pipeline({ Build: [build()] }, mode('PARALLEL')),
    'only a trial': pipeline({ Preview: [deploy()] }, mode('PARALLEL')),
  },
  bad: {
    'side by side': pipeline({ Staging: [deploy()], Prod: [deploy()] }, mode('PARALLEL', 'problem')),
    'an approval keeps no order': pipeline({ Review: [ask()], Prod: [deploy()] }, mode('PARALLEL', 'problem')),
    'the last deploy': pipeline({ Deploy: [deploy()] }, mode('PARALLEL', 'problem (low)')),
    'in one world': pipeline({ Prod: [deploy()] }, mode('!If [IsProd, PARALLEL, QUEUED]', 'problem when IsProd is true')),
    'a deploy that is there in one world': pipeline(
      { Build: [build()], Prod: [`Fn::If: [IsProd, ${deploy()}, !Ref AWS::NoValue]`] },
      mode('PARALLEL', 'problem when IsProd is true'),
    ),
  },
  undecided: {
    'a mode that nobody knows': pipeline({ Prod: [deploy()] }, mode('!Ref Given', 'undecided')),
    'a stage that nobody knows': pipeline({ '!Ref Given': [deploy()], Prod: [build()] }, mode('PARALLEL', 'undecided')),
  },
});
