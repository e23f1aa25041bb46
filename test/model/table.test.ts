import { expect, test } from 'vitest';
import { table } from '../../src/model/table.ts';
import { RULES } from '../../src/rules/index.ts';
import { check, yaml } from '../harness.ts';

const NAMES = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'];

test.each(NAMES)('%s is in no table', (name) => expect(table({ a: 1 })(name)).toBeUndefined());

test.each(NAMES)('%s as a program, a script, a type, a function, a reference and a key breaks nothing', (name) => {
  const { findings } = check(
    RULES,
    yaml`
      Parameters: { ${name}: { Type: String } }
      Conditions: { ${name}: !Equals [!Ref ${name}, ${name}] }
      Resources:
        ${name}: { Type: ${name} }
        Other: { Type: AWS::CodeBuild::Project, Condition: ${name}, Properties: { ${name}: x, Name: { Fn::${name}: x }, ServiceRole: !GetAtt ${name}.${name} } }
        Pipeline:
          Type: AWS::CodePipeline::Pipeline
          Properties:
            Stages:
              - { Name: ${name}, Actions: [{ Name: ${name}, ActionTypeId: { Category: Compute, Provider: ${name} }, Commands: [${name} deploy, npm run ${name}, npx ${name}, bash ${name}] }] }
              - { Name: Prod, Actions: [{ Name: !Ref ${name}, ActionTypeId: { Category: Deploy, Provider: S3 }, Configuration: { ${name}: x, BucketName: !Ref AWS::${name} } }] }
    `,
  );
  expect(findings.map(({ rule: { id } }) => id)).toContain('production-without-approval');
});
