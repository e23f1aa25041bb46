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
  test('the region is told where there are several', async () => {
    const one = template(stage('Blue', action('Put', 'Deploy', 'S3', 'BucketName: b', 'Region: eu-west-1')));
    for (const format of ['text', 'mermaid']) expect(await mapped(one, format)).not.toContain('eu-west-1');
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

test.each([
  ['CodeDeploy', 'ApplicationName: a, DeploymentGroupName: g', 'a/g'],
  ['ElasticBeanstalk', 'ApplicationName: a, EnvironmentName: e', 'a/e'],
  ['ECR', 'RepositoryName: r, ImageTag: t', 'r/t'],
  ['CodeCommit', 'RepositoryName: r, BranchName: b', 'r/b'],
])('%s works on %s', async (provider, configuration, target) => {
  const [step] = await steps(template(stage('Blue', action('Put', 'Deploy', provider, configuration))));
  expect(step?.['target']).toBe(target);
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
  const rule = (provider: string, result = 'ROLLBACK'): string =>
    `{ Conditions: [{ Result: ${result}, Rules: [{ Name: one, RuleTypeId: { Provider: ${provider} } }] }] }`;
  const asking = template(
    stage(
      'Prod',
      action('Put', 'Deploy', 'S3', 'BucketName: b'),
      `BeforeEntry: ${rule('DeploymentWindow', 'SKIP')}, OnSuccess: ${rule('CloudWatchAlarm')}`,
    ),
  );
  test('as text', async () => {
    const lines = (await mapped(asking)).split('\n');
    expect(lines.slice(1, 4)).toEqual([
      '  Prod',
      '       before entry: DeploymentWindow, or SKIP (line 6)',
      '       on success: CloudWatchAlarm, or ROLLBACK (line 6)',
    ]);
    expect(lines).toContain('    rolled back  yes: the stage looks at an alarm before it succeeds (line 6)');
  });
  test('as data', async () =>
    expect(JSON.parse(await mapped(asking, 'json')).pipelines[0].stages[0].conditions).toMatchObject([
      { moment: 'beforeEntry', provider: 'DeploymentWindow', result: 'SKIP', when: [], at: { line: 6 } },
      { moment: 'onSuccess', provider: 'CloudWatchAlarm' },
    ]));
});

describe('a stage', () => {
  const put = action('Put', 'Deploy', 'S3', 'BucketName: b');
  const condition = (result: string): string =>
    `{ Conditions: [{ Result: ${result}, Rules: [{ RuleTypeId: { Provider: CloudWatchAlarm } }] }] }`;
  test.each([
    ['that looks at an alarm before it begins', `BeforeEntry: ${condition('ROLLBACK')}`],
    ['that only fails on an alarm', `OnSuccess: ${condition('FAIL')}`],
    ['that only fails', 'OnFailure: { Result: FAIL }'],
  ])('%s brings nothing back', async (_, more) => {
    const said = await mapped(template(stage('Prod', put, more)));
    expect(said).toContain('    rolled back  no');
    expect(said).not.toContain('if it fails');
  });
  test('that rolls back when it fails undoes it', async () =>
    expect(await mapped(template(stage('Prod', put, 'OnFailure: { Result: ROLLBACK }')))).toContain(
      '    if it fails  undone: the stage rolls back when it fails (line 6)\n',
    ));
});

test('a stack is rolled back by a service of its template, where that is there', async () => {
  const deploy = action('Put', 'Deploy', 'CloudFormation', 'StackName: s, TemplatePath: "Source::app.yaml"');
  const rollback = async (condition: string, alarms: string): Promise<string> => {
    const app = `Parameters: { Env: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { Yes: !Equals [a, a], No: !Equals [a, b], IsProd: !Equals [!Ref Env, prod] }
Resources:
  Web:
    Type: AWS::ECS::Service
    Condition: ${condition}
    Properties: { ServiceName: web, DeploymentConfiguration: { Alarms: { AlarmNames: [errors], ${alarms} } } }
`;
    const cwd = folder({ '.git/HEAD': '', 't.yaml': template(stage('Prod', deploy)), 'app.yaml': app });
    const { pipelines } = JSON.parse((await command(['map', '--format', 'json'], { cwd })).stdout);
    const { is, when } = pipelines[0].routes[0].rollback;
    return [is, ...when].join(' when ');
  };
  expect(await rollback('IsProd', 'Enable: true, Rollback: true')).toBe('yes when IsProd is true');
  expect(await rollback('Yes', 'Enable: true, Rollback: true')).toBe('yes');
  expect(await rollback('No', 'Enable: true, Rollback: true')).toBe('unknown');
  expect(await rollback('Yes', 'Enable: true, Rollback: false')).toBe('unknown');
});

test('a stack is rolled back by what its template holds', async () => {
  const deploy = action('Put', 'Deploy', 'CloudFormation', 'StackName: s, TemplatePath: "Source::app.yaml"');
  const app = (alarms: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Web:
    Type: AWS::Serverless::Function
    Properties: { AutoPublishAlias: live, DeploymentPreference: { Type: AllAtOnce${alarms} } }
`;
  const other = `Resources:
  Group:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      AlarmConfiguration: { Enabled: true, Alarms: [{ Name: errors }] }
      AutoRollbackConfiguration: { Enabled: true, Events: [DEPLOYMENT_STOP_ON_ALARM] }
`;
  const rollback = async (alarms: string, ...actions: readonly string[]): Promise<string> => {
    const stages = stage('Prod', actions.join(', '));
    const cwd = folder({ '.git/HEAD': '', 't.yaml': template(stages), 'app.yaml': app(alarms), 'other.yaml': other });
    const { pipelines, alone } = JSON.parse((await command(['map', '--format', 'json'], { cwd })).stdout);
    const groups = alone.map(({ name }: { name: string }) => name).join();
    return `${pipelines[0].routes.map(({ rollback: { is } }: { rollback: { is: string } }) => is).join()} alone: ${groups}`;
  };
  expect(await rollback(', Alarms: [errors]', deploy)).toBe('yes alone: Group');
  expect(await rollback('', deploy)).toBe('unknown alone: Group');

  const change = (name: string, mode: string, more = '', region = ''): string =>
    action(name, 'Deploy', 'CloudFormation', `StackName: s, ActionMode: ${mode}${more}`, `RunOrder: ${name.length}${region}`);
  const make = change('A', 'CHANGE_SET_REPLACE', ', ChangeSetName: c, TemplatePath: "Source::app.yaml"');
  const execute = (name: string, region = ''): string => change('Ab', 'CHANGE_SET_EXECUTE', `, ChangeSetName: ${name}`, region);
  expect(await rollback(', Alarms: [errors]', make, execute('c'))).toBe('yes alone: Group');
  expect(await rollback(', Alarms: [errors]', make, execute('d'))).toBe('unknown alone: Group');
  expect(await rollback(', Alarms: [errors]', make, execute('!Ref AWS::NoValue'))).toBe('unknown alone: Group');
  expect(await rollback(', Alarms: [errors]', make, execute('c', ', Region: eu-west-1'))).toBe('unknown alone: Group');
  expect(await rollback(', Alarms: [errors]', make, execute('c').replace('StackName: s', 'StackName: t'))).toBe('unknown alone: Group');
});

test('worlds are named once, where they begin', async () => {
  const parameters = ', Env: { Type: String, AllowedValues: [dev, prod] }';
  const conditions = 'Conditions: { IsProd: !Equals [!Ref Env, prod], IsDev: !Equals [!Ref Env, dev] }\n';
  const guarded = (condition: string, what: string): string => `!If [${condition}, ${what}, !Ref AWS::NoValue]`;
  const approve = action('Approve', 'Approval', 'Manual');
  const put = action('Put', 'Deploy', 'S3', 'BucketName: files');
  const prod = guarded('IsProd', stage('Prod', `${approve}, ${put}`));
  const mixed = stage('Mixed', [guarded('IsProd', action('Late', 'Deploy', 'S3', 'BucketName: late')), put].join(', '));
  const lines = (text: string): string[] => text.split('\n').filter((line) => line.includes(' when ') || line.includes('approved'));
  expect(lines(await mapped(conditions + template(`${prod}, ${mixed}`, '', parameters)))).toEqual([
    '  Prod when IsProd is true',
    '     1 Late     deploy by S3: late when IsProd is true',
    '    approved     no', // beside the approval
    '    approved     yes: the approval is here (line 7)',
    '    approved     yes when IsProd is true: the approval is here (line 7)',
  ]);
  const whole = template(stage('Prod', put), '', parameters).replace('    Properties', '    Condition: IsProd\n    Properties');
  expect(lines(await mapped(conditions + whole))).toEqual(['Web when IsProd is true  (t.yaml:4)', '    approved     no']);
});

test('a condition that stands in the function itself is named by its place', async () => {
  const either = '!If [!Equals [!Ref Any, a], { Name: A }, { Name: B }]';
  const names = (await steps(template(`{ Name: One, Actions: [${either}, ${either}] }`))).map(({ name, when }) => `${name} ${when}`);
  const at = (i: number): string => `the condition at /Resources/Web/Properties/Stages/0/Actions/${i}/0`;
  expect(names).toEqual([0, 1].flatMap((i) => [`A ${at(i)} is true`, `B ${at(i)} is false`]));
});

test('a role of which nothing is known is not told', async () => {
  const hidden = '!If [IsProd, !GetAtt [Any], !GetAtt [Any]]';
  const [step] = await steps(
    `Conditions: { IsProd: !Equals [!Ref Any, prod] }\n${template(stage('Prod', action('Put', 'Deploy', 'CloudFormation', `RoleArn: ${hidden}`)))}`,
  );
  expect(step?.['passedRole']).toBeNull();
});

test('what holds a pipeline that starts another holds that one, too', async () => {
  const quiet = action('Source', 'Source', 'S3', 'PollForSourceChanges: false');
  const main = template(
    stage(
      'Go',
      `${action('Approve', 'Approval', 'Manual')}, ${action('Start', 'Invoke', 'CodePipeline', 'PipelineName: next', 'RunOrder: 2')}`,
    ),
    `  Next: { Type: AWS::CodePipeline::Pipeline, Properties: { Name: next, Stages: [${stage('S', quiet)}, ${stage('Prod', action('Put', 'Deploy', 'S3'))}] } }\n`,
  );
  const { pipelines } = JSON.parse(await mapped(main, 'json'));
  expect(pipelines.at(-1).routes[0].approved.is).toBe('yes');
});

describe('what brings the old version back', () => {
  const group = (more: string): string =>
    `  Group: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { DeploymentGroupName: all, ApplicationName: web, AlarmConfiguration: { Enabled: true, Alarms: [{ Name: errors }] }${more} } }\n`;
  const events = (...on: string[]): string => `, AutoRollbackConfiguration: { Enabled: true, Events: [${on.join(', ')}] }`;
  const toGroup = action('Put', 'Deploy', 'CodeDeploy', 'ApplicationName: web, DeploymentGroupName: all');
  const service = (deployment: string, more = ''): string =>
    `  Service: { Type: AWS::ECS::Service, Properties: { ServiceName: s, Cluster: c, DeploymentConfiguration: { ${deployment} }${more} } }\n`;
  const toService = action('Put', 'Deploy', 'ECS', 'ClusterName: c, ServiceName: s');
  const alarms = 'Alarms: { AlarmNames: [errors], Enable: true, Rollback: true }';
  const breaker = 'DeploymentCircuitBreaker: { Enable: true, Rollback: true }';
  const beanstalk = (policy: string): string =>
    `  Environment: { Type: AWS::ElasticBeanstalk::Environment, Properties: { EnvironmentName: e, ApplicationName: a, OptionSettings: [${policy && `{ Namespace: "aws:elasticbeanstalk:command", OptionName: DeploymentPolicy, Value: ${policy} }`}] } }\n`;
  const toBeanstalk = action('Put', 'Deploy', 'ElasticBeanstalk', 'ApplicationName: a, EnvironmentName: e');
  const toConfig = action('Put', 'Deploy', 'AppConfig', 'Application: !Ref App, Environment: !Ref Config, ConfigurationProfile: p');
  const config = (monitors: string): string =>
    `  App: { Type: AWS::AppConfig::Application, Properties: { Name: app } }\n  Config: { Type: AWS::AppConfig::Environment, Properties: { ApplicationId: !Ref App, Name: live, Monitors: [${monitors}] } }\n`;
  const toFunction = (more: string): string => action('Put', 'Deploy', 'Lambda', `FunctionName: f, FunctionAlias: live${more}`);
  const no = ['no', ''];
  test.each<[string, string, string, string[], string[]]>([
    ['a group that rolls back on alarms', toGroup, group(events('DEPLOYMENT_STOP_ON_ALARM')), ['yes', 'is enabled'], no],
    ['a group that rolls back on failures', toGroup, group(events('DEPLOYMENT_FAILURE')), no, ['yes', 'is enabled']],
    ['a group whose alarms only stop', toGroup, group(''), no, no],
    ['a group that nobody sees', toGroup, '', ['unknown', 'group all is not in what was read'], ['unknown', 'group all']],
    ['alarms of a function', toFunction(', Alarms: errors'), '', ['yes', 'alarms roll the function back'], no],
    ['a function without alarms', toFunction(''), '', no, no],
    ['alarms of a service', toService, service(alarms), ['yes', 'its alarms roll the service back'], no],
    ['alarms that only fail a service', toService, service(alarms.replace('Rollback: true', 'Rollback: false')), no, no],
    ['alarms that are off', toService, service(alarms.replace('Enable: true', 'Enable: false')), no, no],
    ['alarms without names', toService, service(alarms.replace('errors', '')), no, no],
    ['a circuit breaker', toService, service(breaker), no, ['yes', 'the circuit breaker rolls the service back']],
    ['a circuit breaker that only stops', toService, service(breaker.replace('Rollback: true', 'Rollback: false')), no, no],
    ['a circuit breaker that is off', toService, service(breaker.replace('Enable: true', 'Enable: false')), no, no],
    ['a circuit breaker of a canary', toService, service(`Strategy: CANARY, ${breaker}`), no, no],
    ['a service of CodeDeploy', toService, service(`${alarms}, ${breaker}`, ', DeploymentController: { Type: CODE_DEPLOY }'), no, no],
    ['a service that nobody sees', toService, '', ['unknown', 's is not in what was read'], ['unknown', 's is not in what was read']],
    ['new instances', toBeanstalk, beanstalk('Immutable'), no, ['yes', 'leaves the old instances']],
    ['the same instances', toBeanstalk, beanstalk('Rolling'), no, no],
    ['instances as the version says', toBeanstalk, beanstalk(''), no, ['unknown', 'may set its DeploymentPolicy']],
    ['monitors', toConfig, config('{ AlarmArn: a }'), ['yes', 'an alarm of the environment rolls back'], no],
    ['no monitors', toConfig, config(''), no, no],
    [
      'a stack',
      action('Put', 'Deploy', 'CloudFormation', 'StackName: s'),
      '',
      ['unknown', 'the alarms of the stack'],
      ['yes', 'is undone'],
    ],
    [
      'a stack set',
      action('Put', 'Deploy', 'CloudFormationStackSet', 'StackSetName: s'),
      '',
      ['unknown', 'the alarms of the stack'],
      ['yes', 'is undone'],
    ],
    ['files in a bucket', action('Put', 'Deploy', 'S3', 'BucketName: b'), '', no, no],
    ['a build that deploys', action('Deploy', 'Build', 'CodeBuild'), '', ['unknown', 'what it runs may'], ['unknown', 'what it runs may']],
    ['a function that is called', action('Deploy', 'Invoke', 'Lambda', 'Alarms: no'), '', ['unknown', 'what it'], ['unknown', 'what it']],
  ])('%s', async (_, one, more, alarmed, failed) => {
    const [step] = await steps(template(stage('Prod', one), more));
    const { rollback, undone } = step as { rollback: Told; undone: Told };
    const said = ({ is, because }: Told): string[] => [is, because.map(({ text }) => text).join()];
    expect([said(rollback), said(undone)]).toEqual([alarmed, failed].map(([is = '', why = '']) => [is, expect.stringContaining(why)]));
  });
  test('as text, where there is a way', async () => {
    const lines = (await mapped(template(stage('Prod', toService), service(breaker)))).split('\n');
    expect(lines).toContain('    rolled back  no');
    expect(lines).toContain('    if it fails  undone: the circuit breaker rolls the service back (line 7)');
    expect(await mapped(template(stage('Prod', toService), service('')))).not.toContain('if it fails');
  });
});

test('a folder that is not there makes it incomplete, also where nothing else is', async () => {
  const ran = await command(['map', 'gone'], { cwd: folder({}) });
  expect(ran).toMatchObject({ code: 4, stderr: 'pipelint: gone: no such file or folder\n', stdout: 'No pipeline was found.\n' });
});
