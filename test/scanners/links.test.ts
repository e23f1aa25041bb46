import { describe, expect, test } from 'vitest';
import { answer } from '../../src/model/answer.ts';
import type { Link } from '../../src/model/link.ts';
import { piecesIn, shown, written } from '../../src/model/text.ts';
import { ALWAYS, type Thing } from '../../src/model/truth.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { Linker } from '../../src/scanners/linker.ts';
import { read, yaml } from '../harness.ts';

const follow = (link: Link<Thing> | undefined): string => {
  const fact = link?.in(NOWHERE);
  if (fact?.state === 'known') return fact.value.path.join('/');
  return fact?.state === 'unknown' ? `unknown: ${fact.because.map(({ text }) => text).join('; ')}` : 'absent';
};

const template = (project: string, action = '!Ref Build', more = ''): string =>
  yaml`
  Parameters: { Stage: { Type: String }, Size: { Type: String, AllowedValues: [s, l] } }
  Resources:
    Pipeline:
      Type: AWS::CodePipeline::Pipeline
      Properties:
        Stages:
          - Name: Build
            Actions:
              - Name: Build
                ActionTypeId: { Category: Build, Provider: CodeBuild }
                Configuration: { ProjectName: PROJECT_OF_ACTION }
    Build:
      Type: AWS::CodeBuild::Project
      Properties: PROPERTIES
    Role: { Type: AWS::IAM::Role, Properties: { RoleName: builder } }
`
    .replace('PROJECT_OF_ACTION', action)
    .replace('PROPERTIES', project)
    .concat(more);

const projectOf = (text: string, given = {}): string => follow(read(text, given).all('pipeline')[0]?.steps[0]?.action.project);

describe('an action finds its build project', () => {
  test.each([
    ['by Ref', '{}', '!Ref Build'],
    ['by a name written out', '{ Name: web-build }', 'web-build'],
    ['by the same pieces', '{ Name: !Sub "${AWS::StackName}-build" }', '!Join ["-", [!Ref AWS::StackName, build]]'],
    ['by the same unknown parameter', '{ Name: !Ref Stage }', '!Ref Stage'],
    ['by the same parameter of a few values', '{ Name: !Sub "b-${Size}" }', '!Sub "b-${Size}"'],
    ['by Fn::GetAtt', '{}', '!GetAtt Build.Arn'],
    ['by an ARN', '{ Name: web-build }', '!Sub "arn:aws:codebuild:${AWS::Region}:${AWS::AccountId}:project/web-build"'],
  ])('%s', (_, project, action) => expect(projectOf(template(project, action))).toBe('Build'));

  test('not by another name, and says so', () => {
    expect(projectOf(template('{ Name: web-build }', 'api-build'))).toBe('unknown: the build project api-build is not in what was read');
    expect(projectOf(template('{}', '!Ref Stage'))).toMatch(/^unknown/);
    expect(projectOf(template('{}', '!Ref AWS::NoValue'))).toBe('absent');
  });

  test('one of two of the same name is nobody', () => {
    const twin = '    Twin: { Type: AWS::CodeBuild::Project, Properties: { Name: b } }\n'.replace(/^ {2}/gm, '');
    expect(projectOf(template('{ Name: b }', 'b', `\n${twin}`))).toBe('unknown: 2 build projects are called b');
  });

  test('in another file, but first in its own', () => {
    const other = 'Resources: { Elsewhere: { Type: AWS::CodeBuild::Project, Properties: { Name: b } } }';
    const steps = (files: Record<string, string>) => read(files).all('pipeline')[0]?.steps[0]?.action.project;
    expect(follow(steps({ 'a.yaml': template('{}', 'b'), 'b.yaml': other }))).toBe('Elsewhere');
    expect(follow(steps({ 'a.yaml': template('{ Name: b }', 'b'), 'b.yaml': other }))).toBe('Build');
  });
});

describe('a project finds its buildspec', () => {
  const buildspecOf = (files: Record<string, string>) => read(files).all('project')[0]?.buildspec;
  const spec = 'version: 0.2\nphases: { build: { commands: [npm test] } }\n';
  const project = (source: string): string => `Resources: { B: { Type: AWS::CodeBuild::Project, Properties: { Source: ${source} } } }`;

  test.each([
    ['at a path', '{ BuildSpec: ci/build.yml }', 'ci/build.yml'],
    ['at the default path', '{ Type: CODEPIPELINE }', 'buildspec.yml'],
    ['at a path from a parameter', '{ BuildSpec: !Sub "ci/${X}.yml" }', 'ci/build.yml'],
  ])('%s', (_, source, path) => {
    const files = { 't.yaml': `Parameters: { X: { Type: String, Default: build } }\n${project(source)}`, [path]: spec };
    const fact = buildspecOf(files)?.in(NOWHERE);
    expect(fact?.state === 'known' && fact.value.at.source.origin).toEqual({ kind: 'file', path });
  });

  test('inline, with its place in the template', () => {
    const link = buildspecOf({ 't.yaml': project(`{ BuildSpec: ${JSON.stringify(spec)} }`) });
    const fact = link?.in(NOWHERE);
    expect(fact?.state === 'known' && fact.value.phases[0]?.commands[0]?.runs[0]?.words).toEqual(['npm', 'test']);
  });

  test('not in a file that is not there, or is none', () => {
    expect(follow(buildspecOf({ 't.yaml': project('{ BuildSpec: ci/build.yml }') }))).toBe('unknown: ci/build.yml is not here to read');
    expect(follow(buildspecOf({ 't.yaml': project('{ BuildSpec: !ImportValue x }') }))).toMatch(/^unknown/);
  });
});

describe('links lead back', () => {
  test('a role knows who works with it', () => {
    const model = read(template('{ ServiceRole: !GetAtt Role.Arn }'));
    expect(
      model
        .all('role')[0]
        ?.users()
        .map(({ by, as }) => `${by.path.join('/')}: ${as}`),
    ).toEqual(['Build: service role of a build project']);
    expect(read(template('{ ServiceRole: !Sub "arn:aws:iam::${AWS::AccountId}:role/deep/builder" }')).all('role')[0]?.users()).toHaveLength(
      1,
    );
    expect(read(template('{ ServiceRole: other }')).all('role')[0]?.users()).toEqual([]);
  });

  test('a role has the policies that name it', () => {
    const policy = (role: string): string =>
      `  P: { Type: AWS::IAM::Policy, Properties: { Roles: [${role}], PolicyDocument: { Statement: { Effect: Allow } } } }\n`;
    const policies = (role: string): number =>
      read(`${template('{}')}\n${policy(role)}`)
        .all('role')[0]
        ?.policies().length ?? 0;
    expect([policies('!Ref Role'), policies('builder'), policies('other')]).toEqual([1, 1, 0]);
  });

  test('a reference that a condition decides leads to both, each in its worlds', () => {
    const model = read(yaml`
      Parameters: { Env: { Type: String, AllowedValues: [dev, prod] }, Which: { Type: String, AllowedValues: [a, b] } }
      Conditions: { IsProd: !Equals [!Ref Env, prod] }
      Resources:
        A: { Type: AWS::IAM::Role, Properties: { RoleName: a } }
        B: { Type: AWS::IAM::Role, Properties: { RoleName: b } }
        One: { Type: AWS::IAM::Policy, Properties: { Roles: [!If [IsProd, !Ref A, !Ref B]], PolicyDocument: { Statement: { Sid: One, Effect: Allow } } } }
        Two: { Type: AWS::IAM::Policy, Properties: { Roles: [!Ref Which], PolicyDocument: { Statement: { Sid: Two, Effect: Allow } } } }
        Build: { Type: AWS::CodeBuild::Project, Properties: { ServiceRole: !If [IsProd, !GetAtt A.Arn, !GetAtt B.Arn] } }
    `);
    const attached = model
      .all('role')
      .map((role) =>
        role
          .policies()
          .map(({ statements }) => statements.map(({ sid, when }) => `${shown(piecesIn(sid, NOWHERE))} ${answer(when).when.join()}`)),
      );
    expect(attached).toEqual([
      [['One IsProd is true'], ['Two Which is a']],
      [['One IsProd is false'], ['Two Which is b']],
    ]);
    expect(model.all('role').map((role) => role.users().length)).toEqual([1, 1]);
  });

  test('an action finds its deployment group, and that its alarms', () => {
    const model = read(yaml`
      Resources:
        P: { Type: AWS::CodePipeline::Pipeline, Properties: { Stages: [{ Actions: [{ Name: D, Configuration: { DeploymentGroupName: !Ref G } }] }] } }
        G: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { AlarmConfiguration: { Alarms: [{ Name: !Ref A }, { Name: b }, { Name: c }] } } }
        A: { Type: AWS::CloudWatch::Alarm }
        B: { Type: AWS::CloudWatch::CompositeAlarm, Properties: { AlarmName: b } }
    `);
    expect(follow(model.all('pipeline')[0]?.steps[0]?.action.deploymentGroup)).toBe('G');
    expect(model.all('deployment-group')[0]?.alarms.alarms.map(({ alarm }) => follow(alarm))).toEqual([
      'A',
      'B',
      'unknown: the alarm c is not in what was read',
    ]);
  });
});

test('a link that was asked before everything was read is asked again', () => {
  const linker = new Linker();
  const [alarm] = read('{"MetricAlarms":[{"AlarmName":"errors"}]}').all('alarm');
  if (!alarm) throw new Error('no alarm');
  const { at } = alarm;
  const link = linker.link('alarm', { at, when: ALWAYS, path: [] }, written(at, 'errors'), 'asked');
  expect(follow(link)).toContain('unknown');
  linker.add('alarm', alarm, [alarm.name], false);
  linker.commit();
  expect(follow(link)).toBe('errors');
  linker.seal();
  expect(follow(link)).toBe('errors');
});
