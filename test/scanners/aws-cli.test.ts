import { describe, expect, test } from 'vitest';
import { Document } from '../../src/documents/document.ts';
import { placeOf } from '../../src/engine/place.ts';
import { ignoresOf } from '../../src/engine/suppress.ts';
import type { Kind, Nouns } from '../../src/model/model.ts';
import { piecesIn, shown, type Text } from '../../src/model/text.ts';
import type { Thing } from '../../src/model/truth.ts';
import { NOWHERE } from '../../src/model/world.ts';
import { indent, read, yaml } from '../harness.ts';

const say = (text: Text | undefined): string => (text ? shown(piecesIn(text, NOWHERE)) : 'none');
const state = (text: Text | undefined): string => text?.in(NOWHERE).state ?? 'none';
const where = ({ at }: Pick<Thing, 'at'>): string => {
  const { path, line, column } = placeOf(at);
  return `${path}:${line}:${column}`;
};

function nouns<K extends Kind>(kind: K, text: string, files: Record<string, string> = {}): readonly Nouns[K][] {
  return read({ 'deploy.sh': text, ...files }).all(kind);
}
function only<K extends Kind>(kind: K, text: string, files: Record<string, string> = {}): Nouns[K] {
  const [one, ...others] = nouns(kind, text, files);
  expect(others).toEqual([]);
  return one as Nouns[K];
}

const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
const ANY = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}';
const TRUST = '{"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "codebuild.amazonaws.com"}}]}';

describe('values', () => {
  test('shorthand, with the place of each thing', () => {
    const project = only(
      'project',
      yaml`
        #!/bin/bash
        aws codebuild create-project --name web \\
          --environment 'type=LINUX_CONTAINER,image=a:1,environmentVariables=[{name=A,value=1},{name=B,value=2}]'`,
    );
    expect([say(project.name), say(project.image), where(project)]).toEqual(['web', 'a:1', 'deploy.sh:2:1']);
    expect(project.variables.map((one) => [say(one.name), say(one.value), where(one)])).toEqual([
      ['A', '1', 'deploy.sh:3:71'],
      ['B', '2', 'deploy.sh:3:88'],
    ]);
  });

  test('JSON in quotes of either kind', () => {
    const quoted = yaml`
      aws codepipeline create-pipeline --pipeline '{
        "name": "web",
        "stages": [{"name": "It'\\''s", "actions": []},
          {"name": "Prod"}]}'`;
    const pipeline = only('pipeline', quoted);
    expect(pipeline.stages.map((stage) => [say(stage.name), where(stage)])).toEqual([
      ["It's", 'deploy.sh:3:14'],
      ['Prod', 'deploy.sh:4:5'],
    ]);
    const doubled = 'aws codepipeline create-pipeline --pipeline "{\\"name\\": \\"web\\", \\"stages\\": [{\\"name\\": \\"$STAGE-x\\"}]}"';
    expect(only('pipeline', doubled).stages.map((stage) => [say(stage.name), where(stage)])).toEqual([['${STAGE}-x', 'deploy.sh:1:79']]);
  });

  test('a hole outside of a text is a hole still', () => {
    const [one] = only(
      'project',
      `aws codebuild create-project --name web --environment '{"image": '$IMAGE', "privilegedMode": true}'`,
    ).variables;
    const project = only('project', `aws codebuild create-project --name web --environment '{"image": '$IMAGE', "privilegedMode": true}'`);
    expect([one, say(project.image), say(project.privileged)]).toEqual([undefined, '${IMAGE}', 'true']);
  });

  test('one structure is a list of one where a list belongs', () => {
    const text = `aws ecs register-task-definition --family web --container-definitions '{"name": "a", "image": "b"}'`;
    expect(only('task-definition', text).containers.map(({ image }) => say(image))).toEqual(['b']);
  });

  test('what the AWS CLI refuses is unknown', () => {
    for (const value of ["'image=a,image=b'", '\'{"image": \'', '"$ALL"', '"$(jq . x.json)"']) {
      const project = only('project', `aws codebuild create-project --name web --environment ${value}`);
      expect([state(project.image), project.variables.length], value).toEqual(['unknown', 1]);
    }
    expect(state(only('project', 'aws codebuild create-project --name web').image)).toBe('absent');
  });

  test('options that a variable may bring leave all others open', () => {
    for (const rest of ['$OPTIONS', '"${OPTIONS[@]}"', '"$@"']) {
      const repository = only('repository', `aws ecr create-repository --repository-name web ${rest}`);
      expect([say(repository.name), state(repository.mutability)], rest).toEqual(['web', 'unknown']);
    }
    for (const rest of ['', '"$ONE_WORD"', '--region $REGION'])
      expect(state(only('repository', `aws ecr create-repository --repository-name web ${rest}`).mutability), rest).toBe('absent');
  });
});

describe('variables', () => {
  const named = (text: string): string => say(only('repository', `${text}\naws ecr create-repository --repository-name "$A"`).name);
  test.each([
    ['A=web', 'web'],
    ['export A="web"', 'web'],
    ['B=we; A=${B}b', 'web'],
    ['A=web && echo $A', 'web'],
    ['A=\'we\'"b"', 'web'],
  ])('%s', (text, name) => expect(named(text)).toBe(name));
  test.each([
    'A=web; A=other',
    'A=web; A+=s',
    'A+=web',
    'if x; then A=web; fi',
    'x && A=web',
    'for A in web; do :; done',
    'A=web true',
    'A=$(name)',
    'A=${1:-web}',
    'read A; echo $A',
    'A=web; read -r A',
    'A=web; . ./env.sh',
    'f() { A=web; }',
    '(A=web)',
    'echo web | A=web',
    'A[1]=web',
  ])('%s: unknown', (text) => expect(named(text)).toBe('${A}'));

  test('assigned behind the call: unknown', () => {
    expect(say(only('repository', 'aws ecr create-repository --repository-name $A\nA=web').name)).toBe('${A}');
  });

  test('a text in a variable keeps its places', () => {
    const role = only(
      'role',
      yaml`
        POLICY='{"Statement": [
          {"Effect": "Allow", "Action": "*", "Resource": "*"}]}'
        aws iam create-role --role-name r
        aws iam put-role-policy --role-name r --policy-name p --policy-document "$POLICY"`,
    );
    expect(role.policies().flatMap(({ statements }) => statements.map(where))).toEqual(['deploy.sh:2:3']);
  });

  test('words without quotes are several', () => {
    const text = "OPTIONS='--region eu-west-1 --image-tag-mutability IMMUTABLE'\naws ecr create-repository --repository-name web $OPTIONS";
    expect(say(only('repository', text).mutability)).toBe('IMMUTABLE');
  });

  test.each([
    'ARN=$(CREATE --query Role.Arn --output text)\nPROJECT "$ARN"',
    'export ARN=`CREATE | jq -r .Role.Arn`; PROJECT $ARN',
    'PROJECT "$(CREATE)"',
    'ROLE=r; CREATE; PROJECT arn:aws:iam::$ACCOUNT:role/$ROLE',
  ])('%s links to what is made', (text) => {
    const project = only(
      'project',
      text
        .replace('CREATE', 'aws iam create-role --role-name r')
        .replace('PROJECT', 'aws codebuild create-project --name web --service-role'),
    );
    const role = project.role.in(NOWHERE);
    expect(role.state === 'known' && say(role.value.name)).toBe('r');
  });

  test('what one call prints is not what another made', () => {
    const text = 'A=$(aws iam create-role --role-name a)\nB=$(aws iam create-role --role-name b)\nA=$B';
    const project = only('project', `${text}\naws codebuild create-project --name web --service-role $A`);
    expect(project.role.in(NOWHERE).state).toBe('unknown');
  });

  test('one variable is one name as long as nobody sets it anew', () => {
    const role = (between: string): number =>
      nouns('role', `aws iam create-role --role-name $R\n${between}\naws iam attach-role-policy --role-name $R --policy-arn ${ADMIN}`)
        .length;
    expect(role('')).toBe(1);
    expect(role('R=$(other)')).toBe(2);
    expect(role('source other.sh')).toBe(2);
  });
});

describe('several calls about one thing', () => {
  test('a role, its trust and its policies', () => {
    const role = only(
      'role',
      yaml`
        ARN=$(aws iam create-role --role-name r --assume-role-policy-document '${TRUST}' --query Role.Arn)
        aws iam attach-role-policy --policy-arn ${ADMIN} --role-name r
        aws iam put-role-policy --role-name r --policy-name p --policy-document '${ANY}'`,
    );
    expect(role.trust.flatMap(({ principals }) => principals.map(({ text }) => say(text)))).toEqual(['codebuild.amazonaws.com']);
    expect(role.managed.map((one) => [say(one.arn), where(one)])).toEqual([[ADMIN, 'deploy.sh:2:28']]);
    expect(role.policies().map((one) => [say(one.name), where(one)])).toEqual([['p', 'deploy.sh:3:1']]);
  });

  test('a later trust replaces the first', () => {
    const text = `aws iam create-role --role-name r --assume-role-policy-document '${TRUST}'
      aws iam update-assume-role-policy --role-name r --policy-document '${TRUST.replace('codebuild', 'ec2')}'`;
    expect(only('role', text).trust.map(({ principals }) => principals.map(({ text: one }) => say(one)))).toEqual([['ec2.amazonaws.com']]);
  });

  test('a policy goes to a role that something else makes', () => {
    const template = 'Resources: { R: { Type: AWS::IAM::Role, Properties: { RoleName: r } } }';
    const role = only('role', `aws iam put-role-policy --role-name r --policy-name p --policy-document '${ANY}'`, { 't.yaml': template });
    expect(role.policies().map(({ name }) => say(name))).toEqual(['p']);
  });

  test('a webhook belongs to the project that it starts', () => {
    const text = `aws codebuild create-webhook --project-name web --filter-groups '[[{"type": "EVENT", "pattern": "PUSH"}]]'
      aws codebuild create-project --name web --source type=GITHUB,location=https://github.com/o/r.git`;
    const { webhooks, source } = only('project', text);
    expect([say(source.type), webhooks.length, webhooks[0] && where(webhooks[0])]).toEqual(['GITHUB', 1, 'deploy.sh:1:1']);
    expect(webhooks[0]?.groups.map(({ filters }) => filters.map(({ type, pattern }) => [say(type), say(pattern)]))).toEqual([
      [['EVENT', 'PUSH']],
    ]);
    const [alone] = nouns('project', text.split('\n')[0] ?? '');
    expect([alone?.path, alone?.webhooks.at(-1)?.groups.length, state(alone?.source.type)]).toEqual([['web'], 1, 'unknown']);
  });

  test('a webhook of a pipeline', () => {
    const text = `aws codepipeline put-webhook --webhook '{"name": "hook", "targetPipeline": "web", "targetAction": "Source",
      "filters": [{"jsonPath": "$.ref"}], "authentication": "UNAUTHENTICATED"}'`;
    const hook = only('pipeline-webhook', text);
    expect([say(hook.name), say(hook.authentication), hook.filters.map(({ jsonPath }) => say(jsonPath)), where(hook)]).toEqual([
      'hook',
      'UNAUTHENTICATED',
      ['$.ref'],
      'deploy.sh:1:30',
    ]);
    const file = only('pipeline-webhook', 'aws codepipeline put-webhook --cli-input-json file://hook.json', {
      'hook.json': '{ "webhook": { "name": "hook", "targetPipeline": "web", "authentication": "IP" } }',
    });
    expect(say(file.name)).toBe('hook');
  });

  test('tags that are made immutable afterwards are', () => {
    const text = `for R in a b; do aws ecr create-repository --repository-name $R
      aws ecr put-image-tag-mutability --repository-name $R --image-tag-mutability IMMUTABLE; done`;
    expect(say(only('repository', text).mutability)).toBe('IMMUTABLE');
  });

  test('groups of one name in two applications are two', () => {
    const group = (application: string): string =>
      `aws deploy create-deployment-group --application-name ${application} --deployment-group-name prod --service-role-arn r`;
    const text = `${group('a')}\n${group('b')}\naws deploy update-deployment-group --application-name b --current-deployment-group-name prod \\
      --auto-rollback-configuration enabled=true,events=DEPLOYMENT_FAILURE`;
    expect(nouns('deployment-group', text).map(({ rollback }) => rollback.events.map((event) => say(event.text)))).toEqual([
      [],
      ['DEPLOYMENT_FAILURE'],
    ]);
  });

  test('a change alone says what it says, and is nobody else', () => {
    const template = yaml`
      Resources:
        Project: { Type: AWS::CodeBuild::Project, Properties: { Name: web, Environment: { Image: a } } }`;
    const pipeline = yaml`
      Resources:
        Pipeline:
          Type: AWS::CodePipeline::Pipeline
          Properties: { Stages: [{ Actions: [{ Configuration: { ProjectName: web } }] }] }`;
    const model = read({
      'deploy.sh': 'aws codebuild update-project --name web --environment image=b',
      't.yaml': template,
      'u.yaml': pipeline,
    });
    const [changed, own] = model.all('project');
    expect([say(changed?.image), state(changed?.source.type), changed?.path]).toEqual(['b', 'unknown', ['web']]);
    const linked = model.all('pipeline')[0]?.steps[0]?.action.project.in(NOWHERE);
    expect(linked?.state === 'known' && linked.value).toBe(own);
  });

  test('an update of a service that only deploys makes nothing', () => {
    const update = 'aws ecs update-service --cluster c --service s';
    expect(nouns('service', `${update} --force-new-deployment`)).toEqual([]);
    const service = only('service', `${update} --deployment-configuration 'deploymentCircuitBreaker={enable=true,rollback=false}'`);
    expect([say(service.name), say(service.circuitBreaker.rollback), state(service.strategy)]).toEqual(['s', 'false', 'absent']);
  });
});

describe('files', () => {
  const put = (value: string): string => `aws iam create-role --role-name r
aws iam put-role-policy --role-name r --policy-name p --policy-document ${value}`;
  const statements = (text: string, files: Record<string, string> = {}): string[] =>
    only('role', text, files)
      .policies()
      .flatMap((policy) => policy.statements.map(where));

  test.each(['file://p.json', '"$(cat p.json)"', 'file://./p.json'])('%s is what the script wrote there', (value) => {
    const body = `${ANY.replace('[{', '[\n{')}\nEOF\n`;
    expect(statements(`cat > p.json <<EOF\n${body}${put(value)}`)).toEqual(['deploy.sh:3:1']);
    expect(statements(`cat <<'EOF' | tee p.json\n${body}${put(value)}`)).toEqual(['deploy.sh:3:1']);
  });

  test('a hole in what the script wrote', () => {
    const role = only('role', `cat > p.json <<EOF\n${ANY.replace('"*"', '"$ACTION"')}\nEOF\n${put('file://p.json')}`);
    expect(role.policies().flatMap((policy) => policy.statements.flatMap(({ actions }) => actions.map(({ text }) => say(text))))).toEqual([
      '${ACTION}',
    ]);
  });

  test('a file of the repository is read in its place', () => {
    expect(statements(put('file://p.json'), { 'p.json': ANY.replace('[{', '[\n{') })).toEqual(['p.json:2:1']);
  });

  test('one that is not here is unknown', () => {
    const role = only('role', put('file://p.json'));
    expect(role.policies()[0]?.statements.map(({ effect }) => state(effect))).toEqual(['unknown']);
  });

  test('what is a definition by itself is read once', () => {
    const pipeline = '{"pipeline": {"name": "web", "roleArn": "r", "stages": []}}';
    const model = read({ 'a.sh': 'aws codepipeline update-pipeline --cli-input-json file://p.json', 'p.json': pipeline });
    expect(model.all('pipeline').map(where)).toEqual(['p.json:1:2']);
    const inner = JSON.stringify(JSON.parse(pipeline).pipeline);
    const other = read({ 'a.sh': 'aws codepipeline create-pipeline --pipeline file://p.json', 'p.json': inner });
    expect(other.all('pipeline').map(where)).toEqual(['p.json:1:1']);
  });

  test('a whole definition that nobody can see is a gap', () => {
    const model = read({ 'a.sh': 'aws codepipeline create-pipeline --pipeline "$(make-it)"' });
    expect(model.all('pipeline')).toEqual([]);
    expect(model.gaps.map((gap) => [where(gap), gap.text])).toEqual([['a.sh:1:1', 'makes what is only known when the script runs']]);
  });
});

describe('where calls stand', () => {
  const call = 'aws ecr create-repository --repository-name web';
  test.each([
    `sudo -E ${call}`,
    `if ! aws ecr describe-repositories; then ${call}; fi`,
    `make() { ${call}; }; make`,
    `while read -r x; do ${call}; done`,
    `aws ecr describe-repositories || ${call} --region eu-west-1`,
    `echo "$(${call} --query x)"`,
    call.replace('aws', 'aws --profile tools --no-cli-pager --region "$REGION"'),
    call.replace('aws', '/usr/local/bin/aws'),
    call.replaceAll(' ', ' \\\n  '),
  ])('%s', (text) => expect(say(only('repository', text).name)).toBe('web'));

  test.each([
    'echo aws ecr create-repository --repository-name web',
    `# ${call}`,
    `cat <<E\n${call}\nE`,
    'aws ecr --help',
    'aws s3 cp create-x y',
  ])('%s makes nothing', (text) => expect(nouns('repository', text)).toEqual([]));

  test('in the commands of a build, in their places', () => {
    const buildspec = yaml`
      version: 0.2
      phases:
        build:
          commands:
            - export NAME=web
            - |
              echo make
              aws ecr create-repository --repository-name $NAME --image-tag-mutability $TAGS`;
    const own = read({ 'buildspec.yml': buildspec }).all('repository');
    expect(own.map((one) => [say(one.name), say(one.mutability), where(one)])).toEqual([['web', '${TAGS}', 'buildspec.yml:8:9']]);
    const template = `Resources:\n  P:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Source:\n        BuildSpec: !Sub |\n${indent(10, buildspec.replace('$TAGS', '${Tags}'))}\nParameters: { Tags: { Type: String, Default: MUTABLE } }`;
    expect(
      read({ 't.yaml': template })
        .all('repository')
        .map((one) => [say(one.mutability), where(one)]),
    ).toEqual([['MUTABLE', 't.yaml:14:19']]);
  });

  test('in the commands of an action', () => {
    const pipeline = { name: 'web', roleArn: 'r', stages: [{ name: 'S', actions: [{ name: 'A', commands: [call] }] }] };
    expect(
      read({ 'p.json': JSON.stringify(pipeline) })
        .all('repository')
        .map(({ name }) => say(name)),
    ).toEqual(['web']);
  });

  test('a project that a build makes has a buildspec of its own', () => {
    const project = {
      name: 'inner',
      source: { type: 'NO_SOURCE', buildspec: JSON.stringify({ phases: { build: { commands: [call] } } }) },
    };
    const text = `aws codebuild create-project --cli-input-json '${JSON.stringify(project)}'`;
    expect(nouns('repository', text).map(({ name }) => say(name))).toEqual(['web']);
  });

  test('an ignore above a call is about it', () => {
    const text = `echo x\n# pipelint: ignore[mutable-image-tags] a cache\n${call} \\\n  --region x\n`;
    const [document] = Document.parse({ kind: 'file', path: 'deploy.sh' }, text) as [Document];
    expect(ignoresOf(document).map(({ rules, reason, line, covers }) => ({ rules, reason, line, covers }))).toEqual([
      { rules: ['mutable-image-tags'], reason: 'a cache', line: 2, covers: { lines: [1, 2] } },
    ]);
  });
});

describe('stacks', () => {
  const template = 'Parameters: { Env: { Type: String } }\nResources: { T: { Type: AWS::SNS::Topic } }';
  const told = (text: string): unknown => {
    const model = read({ 'deploy.sh': text, 't.yaml': template });
    return model
      .all('stack')
      .map((stack) => [
        say(stack.name),
        stack.parameters.map((one) => `${say(one.name)}=${say(one.value)}`),
        stack.capabilities.map((one) => say(one.text)),
        say(stack.role.text),
      ]);
  };
  const stack = ['web', ['Env=prod', 'B=two words'], ['CAPABILITY_IAM'], 'arn:aws:iam::111122223333:role/cfn'];
  const rest = '--capabilities CAPABILITY_IAM --role-arn arn:aws:iam::111122223333:role/cfn';
  test.each([
    `aws cloudformation deploy --stack-name web --template-file t.yaml --parameter-overrides Env=prod "B=two words" ${rest}`,
    `aws cloudformation create-stack --stack-name web --template-body file://t.yaml ${rest} \\
      --parameters ParameterKey=Env,ParameterValue=prod 'ParameterKey=B,ParameterValue=two words'`,
    `sam deploy --stack-name web --template=t.yaml --parameter-overrides 'Env=prod' 'B="two words"' ${rest}`,
    `sam deploy --stack-name web --template t.yaml --parameter-overrides 'Env=prod B="two words"' ${rest}`,
    `sam deploy --stack-name web -t t.yaml --parameter-overrides 'Env=prod B="two words"' ${rest}`,
    `sam deploy --stack-name web -t t.yaml --parameter-overrides ParameterKey=Env,ParameterValue=prod 'ParameterKey=B,ParameterValue="two words"' ${rest}`,
  ])('%s', (text) => expect(told(text)).toEqual([stack]));

  test('a value stands in its place', () => {
    const [one] = nouns('stack', "sam deploy --stack-name web --parameter-overrides 'Env=prod\n  B=$X'");
    expect(one?.parameters.map((parameter) => [say(parameter.name), where(parameter)])).toEqual([
      ['Env', 'deploy.sh:1:52'],
      ['B', 'deploy.sh:2:3'],
    ]);
  });

  test('overrides that nobody can see are unknown', () => {
    for (const value of ['$OVERRIDES', '"$OVERRIDES"', 'Env=prod $OVERRIDES', 'file://none.json']) {
      const [one] = nouns('stack', `aws cloudformation deploy --stack-name web --template-file t.yaml --parameter-overrides ${value}`);
      const open = one?.parameters.filter((parameter) => state(parameter.value) === 'unknown' || /^\$/.test(say(parameter.name)));
      expect(open, value).toHaveLength(1);
    }
  });

  test('a packaged template is the one that it is made of', () => {
    const text = (name: string): string => `aws cloudformation package --template-file t.yaml --s3-bucket b --output-template-file ${name}
      aws cloudformation deploy --stack-name web --template-file packaged.yaml`;
    const linked = (name: string): unknown => nouns('stack', text(name), { 't.yaml': template }).map((one) => say(one.template.text));
    expect([linked('packaged.yaml'), linked('other.yaml')]).toEqual([['t.yaml'], ['packaged.yaml']]);
    const short = text('packaged.yaml')
      .replace('--template-file t.yaml', '--template t.yaml')
      .replace('--output-template-file', '--output-template');
    expect(nouns('stack', short, { 't.yaml': template }).map((one) => say(one.template.text))).toEqual(['t.yaml']);
  });
});
