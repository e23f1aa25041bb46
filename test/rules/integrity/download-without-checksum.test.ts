import rule from '../../../src/rules/integrity/download-without-checksum.ts';
import { indent, testRule } from '../../harness.ts';

const build = (...commands: string[]): string => `version: 0.2
phases:
  install:
    commands:
${indent(6, commands.map((command) => `- ${command}`).join('\n'))}
`;
const ZIP = 'https://releases.example.com/tool/1.2.3/tool.zip';

testRule(rule, {
  good: {
    'compared with a sum': build(`curl -O ${ZIP}`, 'echo "$SUM  tool.zip" | sha256sum -c'),
    'compared with a file of sums': build(`curl -O ${ZIP}`, 'shasum -a 256 --check sums.txt'),
    'a sum in words': build(`curl -O ${ZIP}`, 'test "$(sha256sum tool.zip | cut -c1-64)" = "$SUM"'),
    'a sum that is searched for': build(`wget ${ZIP}`, 'sha256sum tool.zip | grep -q $SUM'),
    'a sum by openssl': build(`wget ${ZIP}`, 'openssl dgst -sha256 tool.zip | grep -q $SUM'),
    signed: build(`wget ${ZIP}`, 'gpg --verify tool.zip.asc tool.zip'),
    'no program': build('curl -O https://example.com/data.json', 'wget -O page.html https://example.com/', `curl -sI ${ZIP}`),
    'something is sent': build('curl -X PUT -T tool.zip https://example.com/tool.zip'),
    'a place that the build is told of': build(
      'curl -o app.zip https://$BUCKET.s3.amazonaws.com/app.zip',
      'curl -o app.zip "$URL/app.zip"',
    ),
    'the machine itself': build('curl -O http://localhost:8080/tool.zip'),
    'a script that is run': build('curl -o setup.sh https://example.com/setup.sh', 'chmod +x setup.sh', './setup.sh'),
    'another file is made executable': build('curl -o tool https://example.com/tool', 'chmod +x other', 'chmod 644 tool'),
    'a key': build('curl https://example.com/key.asc | gpg --import'),
  },
  bad: {
    'an archive': build(
      `curl -sLO ${ZIP} # problem`,
      `curl -sL ${ZIP} -o t # problem`,
      `wget -q ${ZIP} # problem`,
      `curl ${ZIP} > tool.zip # problem`,
    ),
    'unpacked at once': build(
      'curl -sL https://example.com/tool | tar xz # problem',
      'wget -qO- https://example.com/tool | gunzip > tool # problem',
    ),
    'into a folder of programs': build('curl -o /usr/local/bin/jq https://example.com/jq # problem'),
    'made executable': build('wget https://example.com/tool # problem', 'chmod +x ./tool'),
    'made executable by number': build('wget https://example.com/tool # problem', 'chmod 755 tool'),
    'a version that a variable names': build('curl -O https://example.com/${VERSION}/tool.tar.gz # problem'),
    'another file is compared': build(`curl -O ${ZIP} # problem`, 'curl -O https://example.com/b.zip', 'echo "$SUM b.zip" | sha256sum -c'),
    'a sum that nobody looks at': build(`curl -O ${ZIP} # problem`, 'sha256sum tool.zip'),
    'compared before it comes': build('sha256sum -c sums.txt', `curl -O ${ZIP} # problem`),
  },
  undecided: {},
});
