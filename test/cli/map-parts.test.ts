import { describe, expect, test } from 'vitest';
import { command, folder } from './command.ts';

const ROLE = 'arn:aws:iam::111122223333:role/deployer';
/** A template of one pipeline, in flow style: stages by their name, each with its actions and perhaps more. */
const template = (stages: string, more = '', parameters = ''): string => `Parameters: { Any: { Type: String }${parameters} }
Resources:
  Web:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages: [${stages}]
${more}`;
const stage = (name: string, actions: string, more = ''): string => `{ Name: ${name}, Actions: [${actions}]${more && `, ${more}`} }`;
const action = (name: string, category: string, provider: string, configuration = '', more = ''): string =>
  `{ Name: ${name}, ActionTypeId: { Category: ${category}, Provider: ${provider} }, Configuration: { ${configuration} }${more && `, ${more}`} }`;

const mapped = async (text: string, format = 'text', config = ''): Promise<string> => {
  const { code, stdout, stderr } = await command(['map', 't.yaml', '--format', format], {
    cwd: folder({ '.git/HEAD': '', 't.yaml': text, 'pipelint.toml': config }),
  });
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
};
interface Told {
  readonly is: string;
  readonly because: readonly { readonly text: string }[];
}
const steps = async (text: string): Promise<Record<string, unknown>[]> =>
  JSON.parse(await mapped(text, 'json')).pipelines[0].stages.flatMap(({ steps: all }: { steps: object[] }) => all);

describe('whose rights an action works with, and where', () => {
  const text = template(
    [
      stage('Build', action('Make', 'Build', 'CodeBuild', 'ProjectName: none', 'Region: eu-west-1')),
      stage(
        'Blue',
        [
          action('Ours', 'Deploy', 'CloudFormation', 'StackName: a, RoleArn: !GetAtt Mine.Arn', `RoleArn: "${ROLE}", Region: us-east-1`),
          action('Theirs', 'Deploy', 'CloudFormation', 'StackName: b, RoleArn: !Sub "arn:aws:iam::${Any}:role/r"'),
          action('Here', 'Deploy', 'CloudFormation', 'StackName: c, RoleArn: !Sub "arn:aws:iam::${AWS::AccountId}:role/r"'),
          action('Mine', 'Deploy', 'CloudFormation', 'StackName: c, RoleArn: !GetAtt Mine.Arn'),
          action('Neither', 'Deploy', 'CloudFormation', 'StackName: d, RoleArn: !Ref AWS::NoValue'),
        ].join(', '),
      ),
    ].join(', '),
    '  Mine: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [] } } }\n',
  );
  test('as text', async () => {
    const lines = (await mapped(text, 'text', '[accounts]\n111122223333 = "production"\n')).split('\n').map((line) => line.trim());
    const of = (name: string): string[] => {
      const from = lines.findIndex((line) => line.startsWith(`1 ${name} `));
      return lines.slice(
        from + 1,
        lines.findIndex((line, i) => i > from && /^1 |^(perhaps )?to |^nothing/.test(line)),
      );
    };
    expect(of('Make')).toContain('in eu-west-1');
    expect(of('Ours').slice(0, 4)).toEqual([
      `acts as ${ROLE}`,
      'hands over Mine (line 7)',
      'in account 111122223333 (production), us-east-1',
      'production: yes: account 111122223333 is production (line 6)',
    ]);
    expect(of('Theirs')).toEqual(['hands over arn:aws:iam::${Any}:role/r', 'in account ${Any}']);
    expect(of('Here')).toEqual(['hands over arn:aws:iam::${AWS::AccountId}:role/r']);
    expect(of('Mine')).toEqual(['hands over Mine (line 7)']);
    expect(of('Neither')).toEqual([]);
  });
  test('as data', async () => {
    const [, ours, theirs, here, mine, neither] = await steps(text);
    expect(ours).toMatchObject({
      actionRole: { name: ROLE, at: null, unknown: expect.stringContaining('not in what was read') },
      passedRole: { name: 'Mine', at: { line: 7 }, unknown: null },
      account: { id: '111122223333', name: '' },
      region: 'us-east-1',
      role: null,
    });
    expect(theirs).toMatchObject({ actionRole: null, account: { id: '${Any}' }, region: '' });
    expect([here?.['account'], mine?.['account'], neither?.['account'], neither?.['passedRole']]).toEqual([null, null, null, null]);
  });
  test('as a chart', async () =>
    expect(await mapped(text, 'mermaid')).toContain('["Ours<br/>a<br/>account 111122223333, us-east-1<br/>rolled back: cannot tell"]'));
});

describe('what a choice decides is told by its few values', () => {
  const source = (provider: string, configuration: string): string => stage('Source', action('Code', 'Source', provider, configuration));
  const kind = (values: string): string => `, Kind: { Type: String, AllowedValues: [${values}] }`;
  const either = template(
    source('!If [IsS3, S3, CodeCommit]', 'Fn::If: [IsS3, { S3Bucket: b, S3ObjectKey: k }, { RepositoryName: web, BranchName: main }]'),
    'Conditions: { IsS3: !Equals [!Ref Kind, s3] }\n',
    kind('git, s3'),
  );
  test('both', async () => {
    const text = await mapped(either);
    expect(text).toContain('     1 Code  source by CodeCommit or S3: web/main or b/k\n');
    expect(text).not.toContain('runs');
  });
  test('one, where it is told', async () => {
    const cwd = folder({ 't.yaml': either });
    expect((await command(['map', '--parameter', 'Kind=s3'], { cwd })).stdout).toContain('source by S3: b/k\n');
  });
  test('by its name, where they are many', async () => {
    const text = template(source('CodeCommit', 'RepositoryName: web, BranchName: !Ref Kind'), '', kind('a, b, c, d'));
    expect(await mapped(text)).toContain('source by CodeCommit: web/${Kind}\n');
  });
});

test('what is so unless told otherwise is no reason beside another', async () => {
  const text = template(
    stage('Build', action('Make', 'Build', 'CodeBuild', 'ProjectName: !Ref Usual')),
    '  Project: { Type: AWS::CodeBuild::Project, Properties: { Name: make, Source: { BuildSpec: "version: 0.2\\nphases: { build: { commands: [npm test] } }" } } }\n',
    ', Usual: { Type: String, Default: make }',
  );
  const said = await mapped(text);
  expect(said).toContain('runs Project (line 7), its own buildspec (line 7)\n');
  expect(said).toContain('tests: yes: tests run here (line 7)\n');
});

test('steps stand by their order, whatever its width', async () => {
  const text = template(
    stage(
      'Blue',
      [
        action('Last', 'Deploy', 'S3', 'BucketName: b', 'RunOrder: 100'),
        action('Own', 'Build', 'Jenkins', '', 'RunOrder: 9'),
        action('First', 'Test', 'Jenkins'),
      ].join(', '),
    ),
  );
  expect((await mapped(text)).split('\n').slice(2, 5)).toEqual([
    '      1 First  test by Jenkins',
    '      9 Own    build by Jenkins',
    '    100 Last   deploy by S3: b',
  ]);
});

describe('where nothing is production', () => {
  const blue = (name: string): string => template(stage(name, action('Put', 'Deploy', 'S3', 'BucketName: b')));
  test.each([
    ['nothing deploys', template(stage('Build', action('Make', 'Build', 'Jenkins'))), '  nothing here deploys, as far as can be seen'],
    ['it goes elsewhere', blue('Dev'), '  nothing here deploys to production, as far as can be seen'],
    ['it is taken for it', blue('Blue'), '  to the last deploy, which is taken for production: Put  (line 6)'],
  ])('%s', async (_, text, line) => expect((await mapped(text)).split('\n')).toContain(line));
});

describe('what a stage asks', () => {
  const rule = (provider: string): string => `{ Conditions: [{ Rules: [{ Name: one, RuleTypeId: { Provider: ${provider} } }] }] }`;
  const asking = template(
    stage(
      'Prod',
      action('Put', 'Deploy', 'S3', 'BucketName: b'),
      `BeforeEntry: ${rule('DeploymentWindow')}, OnSuccess: ${rule('CloudWatchAlarm')}`,
    ),
  );
  test('as text', async () => {
    const lines = (await mapped(asking)).split('\n');
    expect(lines.slice(1, 4)).toEqual([
      '  Prod',
      '       before entry: DeploymentWindow (line 6)',
      '       on success: CloudWatchAlarm (line 6)',
    ]);
    expect(lines).toContain('    rolled back  yes: the stage looks at an alarm before it succeeds (line 6)');
  });
  test('as data', async () =>
    expect(JSON.parse(await mapped(asking, 'json')).pipelines[0].stages[0].conditions).toMatchObject([
      { moment: 'beforeEntry', provider: 'DeploymentWindow', when: [], at: { line: 6 } },
      { moment: 'onSuccess', provider: 'CloudWatchAlarm' },
    ]));
});

test('an alarm that is only looked at before a stage brings nothing back', async () => {
  const before = 'BeforeEntry: { Conditions: [{ Rules: [{ RuleTypeId: { Provider: CloudWatchAlarm } }] }] }';
  expect(await mapped(template(stage('Prod', action('Put', 'Deploy', 'S3', 'BucketName: b'), before)))).toContain('    rolled back  no\n');
});

describe('what brings the old version back', () => {
  const group = (more: string): string =>
    `  Group: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { DeploymentGroupName: all, AlarmConfiguration: { Enabled: true, Alarms: [{ Name: errors }] }${more} } }\n`;
  const onAlarm = ', AutoRollbackConfiguration: { Enabled: true, Events: [DEPLOYMENT_STOP_ON_ALARM] }';
  const toGroup = action('Put', 'Deploy', 'CodeDeploy', 'ApplicationName: web, DeploymentGroupName: all');
  test.each([
    ['a group with alarms that roll back', toGroup, group(onAlarm), 'yes', 'automatic rollback is enabled'],
    ['a group whose alarms only stop', toGroup, group(''), 'no', ''],
    ['a group that nobody sees', toGroup, '', 'unknown', 'the deployment group all is not in what was read'],
    [
      'alarms of a function',
      action('Put', 'Deploy', 'Lambda', 'FunctionName: f, FunctionAlias: live, Alarms: errors'),
      '',
      'yes',
      'alarms roll the function back',
    ],
    ['a function without alarms', action('Put', 'Deploy', 'Lambda', 'FunctionName: f, FunctionAlias: live'), '', 'no', ''],
    ['a stack', action('Put', 'Deploy', 'CloudFormation', 'StackName: s'), '', 'unknown', 'the alarms of the stack are not known here'],
    ['a stack set', action('Put', 'Deploy', 'CloudFormationStackSet', 'StackSetName: s'), '', 'unknown', 'the alarms of the stack'],
    ['an environment', action('Put', 'Deploy', 'ElasticBeanstalk', 'EnvironmentName: e'), '', 'unknown', 'the environment decides'],
    ['files in a bucket', action('Put', 'Deploy', 'S3', 'BucketName: b'), '', 'no', ''],
    ['a build that deploys', action('Deploy', 'Build', 'CodeBuild'), '', 'unknown', 'what it runs may bring the old version back'],
    ['a function that is called', action('Deploy', 'Invoke', 'Lambda', 'Alarms: no'), '', 'unknown', 'what it runs may'],
  ])('%s', async (_, one, more, is, reason) => {
    const [step] = await steps(template(stage('Prod', one), more));
    const { rollback } = step as { rollback: Told };
    expect([rollback.is, rollback.because.map(({ text }) => text).join()]).toEqual([is, expect.stringContaining(reason)]);
  });
});

test('a folder that is not there makes it incomplete, also where nothing else is', async () => {
  const ran = await command(['map', 'gone'], { cwd: folder({}) });
  expect(ran).toMatchObject({ code: 4, stderr: 'pipelint: gone: no such file or folder\n', stdout: 'No pipeline was found.\n' });
});
