import { describe, expect, test } from 'vitest';
import { wayTo } from '../../src/model/way.ts';
import { read } from '../harness.ts';

const action = (name: string, category: string, provider: string, more = ''): string =>
  `{ Name: ${name}, ActionTypeId: { Category: ${category}, Provider: ${provider} }${more && `, ${more}`} }`;
const stage = (name: string, ...actions: readonly string[]): string => `        - { Name: ${name}, Actions: [${actions.join(', ')}] }\n`;
const SOURCE = stage('Source', action('Repository', 'Source', 'CodeCommit', 'Configuration: { BranchName: main }'));
const BUILD = stage('Build', action('Build', 'Build', 'CodeBuild'));
const DEPLOY = stage('Prod', action('Deploy', 'Deploy', 'ECS'));

/** How a change gets to the step of this name. */
function way(stages: readonly string[], to = 'Deploy', known: Parameters<typeof wayTo>[1] = 'no approval'): string {
  const template = `Parameters: { Order: { Type: Number }, Given: { Type: String } }\nResources:\n  Web:\n    Type: AWS::CodePipeline::Pipeline\n    Properties:\n      Name: web\n      Stages:\n${stages.join('')}`;
  const step = read(template)
    .all('pipeline')[0]
    ?.steps.find(({ path }) => path.at(-1) === to);
  if (!step) throw new Error(`${to} is no step`);
  return wayTo(step, known)
    .map(({ text }) => text)
    .join(' → ');
}

describe('the way to a deploy', () => {
  test('begins with the source and ends with what is missing', () => {
    expect(way([SOURCE, BUILD, DEPLOY])).toMatch(/^commit on main → Build → Deploy in Prod: (no test, )?no approval$/);
    expect(way([SOURCE, stage('Deploy', action('Deploy', 'Deploy', 'ECS'))])).toBe('commit on main → Deploy: no test, no approval');
  });

  test('tells of tests and approvals only where they are known to be missing', () => {
    const tested = stage('Test', action('Try', 'Test', 'CodeBuild'));
    const held = stage('Hold', action('Approve', 'Approval', 'Manual'));
    expect(way([SOURCE, tested, DEPLOY])).toBe('commit on main → Try → Deploy in Prod: no approval');
    expect(way([SOURCE, held, DEPLOY], 'Deploy', 'no test')).toBe('commit on main → Deploy in Prod: no test');
    expect(way([SOURCE, DEPLOY], 'Deploy', 'no test')).toBe('commit on main → Deploy in Prod: no test, no approval');
  });

  test('names the branch as the user does', () => {
    const branch = (text: string): string =>
      stage('Source', action('Code', 'Source', 'CodeCommit', `Configuration: { BranchName: ${text} }`));
    expect(way([branch('!Ref Given'), DEPLOY])).toMatch(/^commit on \$\{Given\} → /);
    expect(way([stage('Source', action('Code', 'Source', 'S3')), DEPLOY])).toMatch(/^change of Code → /);
    const old = stage('Source', action('Code', 'Source', 'GitHub', 'Configuration: { Branch: next }'));
    expect(way([old, DEPLOY])).toMatch(/^commit on next → /);
  });

  test('goes through what runs before, in its order, and through nothing else', () => {
    const stages = [
      SOURCE,
      stage(
        'Prod',
        action('Last', 'Build', 'CodeBuild', 'RunOrder: 4'),
        action('Second', 'Build', 'CodeBuild', 'RunOrder: 2'),
        action('Deploy', 'Deploy', 'ECS', 'RunOrder: 3'),
        action('Beside', 'Build', 'CodeBuild', 'RunOrder: 3'),
        action('First', 'Build', 'CodeBuild'),
      ),
      stage('Later', action('After', 'Build', 'CodeBuild')),
    ];
    expect(way(stages)).toMatch(/^commit on main → First → Second → Deploy in Prod: /);
    expect(way(stages, 'First')).toMatch(/^commit on main → First in Prod: /);
  });

  test('may go through what has an order that nobody knows', () => {
    const open = stage(
      'Prod',
      action('Perhaps', 'Build', 'CodeBuild', 'RunOrder: !Ref Order'),
      action('Deploy', 'Deploy', 'ECS', 'RunOrder: 2'),
    );
    expect(way([SOURCE, open])).toMatch(/^commit on main → Perhaps → Deploy in Prod: /);
    expect(way([SOURCE, open], 'Perhaps')).toMatch(/^commit on main → Deploy → Perhaps in Prod: /);
  });

  test('is short: of many steps those nearest to its end', () => {
    const many = Array.from({ length: 12 }, (_, i) => stage(`S${i}`, action(`A${i}`, 'Build', 'CodeBuild')));
    expect(way([SOURCE, ...many, DEPLOY])).toMatch(/^commit on main → A4 → A5 → A6 → A7 → A8 → A9 → A10 → A11 → Deploy in Prod: /);
  });
});
