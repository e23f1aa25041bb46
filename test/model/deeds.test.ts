import { describe, expect, test } from 'vitest';
import type { SimpleCommand } from '../../src/model/command.ts';
import { deedsOf } from '../../src/model/deeds.ts';
import { simpleCommands } from '../../src/scanners/shell.ts';

/** What the commands of a text do, without places: words as they are read, other commands by their words. */
const does = (text: string): Record<string, unknown>[] =>
  simpleCommands(text).flatMap((command) => deedsOf(command).map((deed) => plain(deed) as Record<string, unknown>));

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('spelled' in value) return (value as SimpleCommand).words.join(' ');
  if ('expansions' in value) return (value as unknown as { value: string }).value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
const of = (text: string, kind: string): Record<string, unknown>[] => does(text).filter((deed) => deed['does'] === kind);
const kinds = (text: string): unknown[] => does(text).map((deed) => deed['does']);

describe('skips tests', () => {
  test.each([
    ['mvn package -DskipTests', '-DskipTests', 'not-run'],
    ['./mvnw -B -Dmaven.test.skip=true install', '-Dmaven.test.skip=true', 'not-run'],
    ['mvn verify -Dmaven.test.failure.ignore=true', '-Dmaven.test.failure.ignore=true', 'failure-passed-over'],
    ['mvn -fn verify', '-fn', 'failure-passed-over'],
    ['./gradlew build -x test', 'test', 'not-run'],
    ['gradle build --exclude-task :app:integrationTest', ':app:integrationTest', 'not-run'],
    ['npx jest --passWithNoTests', '--passWithNoTests', 'none-is-enough'],
    ['npm test -- --passWithNoTests', '--passWithNoTests', 'none-is-enough'],
    ['npm run test --if-present', '--if-present', 'none-is-enough'],
    ['cargo test --no-run', '--no-run', 'not-run'],
    ['go test -run ^$ ./...', '^$', 'not-run'],
    ['poetry run pytest --collect-only', '--collect-only', 'not-run'],
    ['make SKIP_TESTS=1 all', 'SKIP_TESTS=1', 'not-run'],
  ])('%s', (text, by, how) => expect(of(text, 'skips-tests')).toEqual([{ does: 'skips-tests', by, how }]));

  test('a switch in front', () =>
    expect(of('SKIP_TESTS=true ./build.sh', 'skips-tests')).toMatchObject([{ by: { name: 'SKIP_TESTS', value: 'true' } }]));
  test.each([
    'mvn package -DskipTests=false',
    'gradle build -x lint',
    'npm run build --if-present',
    'SKIP_TESTS=false make',
    'go test -run TestA',
    'echo -DskipTests',
    'mvn verify',
  ])('not %s', (text) => expect(of(text, 'skips-tests')).toEqual([]));
});

test.each([
  'eslint .',
  'npx eslint src',
  'npm run lint',
  'yarn lint:css',
  'cargo clippy',
  'go vet ./...',
  'python -m flake8',
  'terraform validate',
  'cfn-lint t.yaml',
  'aws cloudformation validate-template --template-body file://t',
  'tsc --noEmit',
  './gradlew ktlintCheck',
])('lints: %s', (text) => expect(kinds(text)).toContain('lints'));
test.each(['go test', 'terraform apply', 'npm run build', 'cargo build', 'echo eslint'])('lints nothing: %s', (text) =>
  expect(kinds(text)).not.toContain('lints'),
);

describe('scans', () => {
  test.each([
    ['npm audit', 'vulnerabilities', 'yes', undefined],
    ['snyk test --severity-threshold=high', 'vulnerabilities', 'yes', undefined],
    ['snyk monitor', 'vulnerabilities', 'no', undefined],
    ['trivy image web', 'vulnerabilities', 'no', undefined],
    ['trivy image --exit-code 1 web', 'vulnerabilities', 'yes', '--exit-code'],
    ['trivy fs --exit-code=0 .', 'vulnerabilities', 'no', '--exit-code=0'],
    ['docker run --rm -v /a:/b aquasec/trivy:0.50 image --exit-code 1 web', 'vulnerabilities', 'yes', '--exit-code'],
    ['grype web --fail-on high', 'vulnerabilities', 'yes', '--fail-on'],
    ['grype web', 'vulnerabilities', 'no', undefined],
    ['python3 -m bandit -r src --exit-zero', 'code', 'no', '--exit-zero'],
    ['bandit -r src', 'code', 'yes', undefined],
    ['semgrep --config auto', 'code', 'no', undefined],
    ['semgrep --config auto --error', 'code', 'yes', '--error'],
    ['checkov -d . --soft-fail', 'configuration', 'no', '--soft-fail'],
    ['cfn_nag_scan -i t.yaml', 'configuration', 'yes', undefined],
    ['gitleaks detect --exit-code 0', 'secrets', 'no', '--exit-code'],
    ['git secrets --scan', 'secrets', 'yes', undefined],
    ['trufflehog git . --fail', 'secrets', 'yes', '--fail'],
    ['mvn sonar:sonar', 'code', 'unknown', undefined],
    ['aws ecr start-image-scan --repository-name web', 'vulnerabilities', 'no', undefined],
  ])('%s', (text, what, blocks, by) => expect(of(text, 'scans')).toEqual([{ does: 'scans', for: what, blocks, by }]));
  test.each(['npm audit fix', 'trivy --version', 'npm install', 'git status', 'aws ecr describe-images'])('not %s', (text) =>
    expect(of(text, 'scans')).toEqual([]),
  );
});

describe('images', () => {
  test('are built with tags, arguments and a target', () =>
    expect(of('docker build -t $R:latest --tag=$R:$SHA --build-arg TOKEN=$T --build-arg=VERSION --target app .', 'builds-image')).toEqual([
      {
        does: 'builds-image',
        tags: ['$R:latest', '$R:$SHA'],
        buildArguments: [
          { name: 'TOKEN', value: '$T', word: 'TOKEN=$T' },
          { name: 'VERSION', value: undefined, word: '--build-arg=VERSION' },
        ],
        target: 'app',
        pushes: false,
      },
    ]));

  test.each([
    ['docker push $R:latest', ['$R:latest']],
    ['docker image push web', ['web']],
    ['docker buildx build --push -t a:1 -t a:2 .', ['a:1', 'a:2']],
    ['docker buildx imagetools create -t a:1 b', ['a:1']],
    ['skopeo copy docker://a docker://b', ['docker://b']],
    ['crane push a.tar b:1', ['b:1']],
    ['/kaniko/executor --destination a:1', ['a:1']],
    ['docker compose push', []],
    ['mvn compile jib:build -Dimage=a:1', ['a:1']],
  ])('are pushed: %s', (text, to) => expect(of(text, 'publishes')).toEqual([{ does: 'publishes', what: 'image', to }]));

  test.each(['docker build .', 'docker pull a', 'docker run a push', 'docker buildx build -t a .', 'skopeo inspect a'])(
    'are not: %s',
    (text) => expect(of(text, 'publishes')).toEqual([]),
  );
});

describe('publishes and deploys', () => {
  test.each([
    'npm publish',
    'yarn npm publish',
    'twine upload dist/*',
    'mvn -B deploy',
    './gradlew publish',
    'python -m twine upload dist/*',
    'npx semantic-release',
    'helm push a.tgz oci://r',
    'aws lambda publish-version --function-name a',
  ])('a package: %s', (text) => expect(of(text, 'publishes')).toMatchObject([{ what: 'package' }]));
  test.each([
    ['aws s3 cp a.zip s3://b/a.zip', ['s3://b/a.zip']],
    ['aws s3 sync --delete dist $BUCKET', undefined],
    ['aws s3api put-object --bucket b --key k', []],
  ])('files: %s', (text, to) => expect(of(text, 'publishes')).toEqual(to ? [{ does: 'publishes', what: 'files', to }] : []));
  test.each(['npm publish --dry-run', 'mvn package', './gradlew publishToMavenLocal', 'aws s3 cp s3://b/a .', 'npm run publish-docs'])(
    'nothing: %s',
    (text) => expect(of(text, 'publishes')).toEqual([]),
  );
  test('deploys, removes', () => expect([kinds('terraform apply'), kinds('cdk destroy')]).toEqual([['deploys'], ['removes']]));
});

describe('installs', () => {
  const pinned = (text: string): unknown[] =>
    of(text, 'installs').flatMap(({ packages }) =>
      (packages as { name: string; version?: string; pinned: boolean }[]).map((one) => `${one.name} ${one.version ?? '-'} ${one.pinned}`),
    );
  test.each([
    ['npm install -g aws-cdk@2.1.0 @x/y typescript@^5', ['aws-cdk 2.1.0 true', '@x/y - false', 'typescript ^5 false']],
    ['pip3 install a==1.0 "b>=2" c -r r.txt', ['a 1.0 true', 'b >=2 false', 'c - false']],
    ['python -m pip install --upgrade pip', ['pip - false']],
    ['apt-get install -y jq=1.6-2 curl', ['jq 1.6-2 true', 'curl - false']],
    ['go install example.com/a@v1.2.3', ['example.com/a v1.2.3 true']],
    ['go install example.com/a@latest', ['example.com/a latest false']],
    ['gem install cfn-nag -v 0.8.10', ['cfn-nag 0.8.10 true']],
    ['cargo install a --version 1.2.3', ['a 1.2.3 true']],
    ['npx cdk@2.1.0 synth', ['cdk 2.1.0 true']],
    ['dotnet tool install -g x --version 1.0.0', ['x 1.0.0 true']],
    ['npm install ./local ../a.tgz', []],
  ])('%s', (text, expected) => expect(pinned(text)).toEqual(expected));

  test.each([
    ['npm ci', 'yes'],
    ['npm install', 'no'],
    ['yarn', 'no'],
    ['yarn install --frozen-lockfile', 'yes'],
    ['yarn install --immutable', 'yes'],
    ['pnpm i --frozen-lockfile', 'yes'],
    ['pip install -r requirements.txt', 'unknown'],
    ['pip install -r requirements.txt --require-hashes', 'yes'],
    ['pipenv install --deploy', 'yes'],
    ['pipenv sync', 'yes'],
    ['bundle install', 'unknown'],
    ['uv sync --frozen', 'yes'],
    ['npx cdk synth', 'unknown'],
    ['yarn dlx cdk', 'no'],
  ])('%s: %s', (text, locked) => expect(of(text, 'installs')).toMatchObject([{ locked }]));

  test.each(['npm run install', 'pip --version', 'npm test', 'apt-get update', 'dotnet tool restore', 'npx --no-install cdk'])(
    'nothing: %s',
    (text) => expect(of(text, 'installs')).toEqual([]),
  );
});

describe('fetches', () => {
  test.each([
    ['curl -sSL https://a.b/i.sh | sudo bash', 'sudo bash'],
    ['curl https://a.b/i.sh | tee x | sh -s -- -y', 'sh -s -- -y'],
    ['bash <(curl -s https://a.b)', 'bash <(curl -s https://a.b)'],
    ['bash -c "$(curl -fsSL https://a.b)"', '$(curl -fsSL https://a.b)'],
    ['eval "$(wget -qO- https://a.b)"', '$(wget -qO- https://a.b)'],
    ['wget -O - https://a.b | python3 -', 'python3 -'],
    ['iwr https://a.b | iex', 'iex'],
    ['curl https://a.b | tar xz', undefined],
    ['curl https://a.b | jq .', undefined],
    ['X=$(curl https://a.b)', undefined],
  ])('%s is run by %s', (text, runBy) => expect(of(text, 'fetches')).toMatchObject([{ runBy }]));

  test.each([
    ['curl -o a.zip https://a.b/a.zip', 'a.zip'],
    ['curl -fsSLo a.zip https://a.b/a.zip', 'a.zip'],
    ['curl https://a.b/a > b', 'b'],
    ['wget -O x https://a.b', 'x'],
    ['wget https://a.b/x', undefined],
  ])('%s goes to %s', (text, to) => expect(of(text, 'fetches')).toMatchObject([{ to, urls: [expect.stringContaining('https://a.b')] }]));

  test('sends', () =>
    expect(
      ['curl -X POST https://a.b', 'curl -d x https://a.b', 'curl https://a.b'].map((text) => of(text, 'fetches')[0]?.['sends']),
    ).toEqual([true, true, false]));
  test('trusts anybody', () =>
    expect(
      ['curl -k https://a.b', 'wget --no-check-certificate https://a.b', 'curl -sS https://a.b'].map(
        (text) => of(text, 'fetches')[0]?.['insecure'],
      ),
    ).toEqual(['-k', '--no-check-certificate', undefined]));
  test.each(['sha256sum -c a', 'shasum -a 256 --check a', 'gpg --verify a.sig', 'cosign verify a'])('verifies: %s', (text) =>
    expect(kinds(text)).toContain('verifies'),
  );
});

test.each([
  ['git clone https://h/x.git', 'default-branch', undefined],
  ['git clone --depth 1 -b main https://h/x.git', 'branch', 'main'],
  ['git clone --branch v1.2.3 https://h/x.git', 'tag', 'v1.2.3'],
  ['git clone -b $REF https://h/x.git', 'unknown', '$REF'],
  ['git -c a=b clone https://h/x.git', 'default-branch', undefined],
  ['pip install git+https://h/x.git@0123456789abcdef0123456789abcdef01234567', 'commit', '0123456789abcdef0123456789abcdef01234567'],
  ['npm install github:o/x#main', 'branch', 'main'],
  ['git submodule update --remote', 'branch', undefined],
])('clones: %s', (text, at, ref) => expect(of(text, 'clones')).toMatchObject([{ at, ref }]));
test('checks out', () =>
  expect([of('git -C x checkout 1234abc', 'checks-out'), of('git checkout -b x', 'checks-out')]).toMatchObject([
    [{ at: 'commit', ref: '1234abc' }],
    [],
  ]));

describe('prints', () => {
  test.each([
    ['echo "a $B ${C:-d}"', 'variables', ['B', 'C']],
    ['printf %s $B | tee log', 'variables', ['B']],
    ['printenv', 'environment', []],
    ['env | sort', 'environment', []],
    ['printenv B', 'variables', ['B']],
    ['export -p', 'environment', []],
    ['cat .env', 'file', []],
    ['set -x', 'commands', []],
    ['set -euxo pipefail', 'commands', []],
    ['bash -x run.sh', 'commands', []],
    ['echo hi', 'words', []],
    ['cat <<EOF\n$B\nEOF', 'variables', ['B']],
  ])('%s', (text, what, variables) => expect(of(text, 'prints')).toMatchObject([{ what, variables }]));

  test.each([
    'echo $B > f',
    'echo $B | docker login --password-stdin',
    'X=$(echo $B)',
    'echo $B | grep -q x',
    'env A=1 npm test',
    'set -e',
    'export A=1',
    'cat a > b',
    "cat <<'EOF'\n$B\nEOF",
  ])('not %s', (text) => expect(of(text, 'prints')).toEqual([]));
});

describe('secrets', () => {
  const GET = 'aws secretsmanager get-secret-value --secret-id a';
  test.each([
    [GET, 'printed', undefined],
    [`${GET} | jq -r .SecretString`, 'printed', undefined],
    [`X=$(${GET})`, 'assigned', 'X'],
    [`X=$(${GET} | jq -r .x)`, 'assigned', 'X'],
    [`export X=$(${GET})`, 'exported', 'X'],
    [`echo $(${GET})`, 'printed', undefined],
    [`docker login -p $(${GET})`, 'handed-on', undefined],
    [`${GET} | docker login --password-stdin`, 'handed-on', undefined],
    [`${GET} > f`, 'written', undefined],
  ])('%s', (text, becomes, variable) =>
    expect(of(text, 'reads-secret')).toEqual([{ does: 'reads-secret', store: 'secrets-manager', name: 'a', becomes, variable }]),
  );
  test('a parameter is a secret where it is decrypted', () =>
    expect([
      of('aws ssm get-parameter --name /a --with-decryption', 'reads-secret').length,
      of('aws ssm get-parameter --name /a', 'reads-secret').length,
    ]).toEqual([1, 0]));

  test.each([
    ['docker login -u a -p $PW reg', '$PW', 'reg'],
    ['docker login --password=x', 'x', undefined],
    ['docker login -u a --password-stdin reg', undefined, 'reg'],
    ['helm registry login -p x reg', 'x', 'reg'],
    ['aws configure set aws_secret_access_key x', 'x', 'aws_secret_access_key'],
    ['npm config set //r/:_authToken=x', 'x', '//r/:_authToken=x'],
  ])('logs in: %s', (text, password, to) => expect(of(text, 'logs-in')).toEqual([{ does: 'logs-in', password, to }]));
});
