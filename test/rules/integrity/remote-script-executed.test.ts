import rule from '../../../src/rules/integrity/remote-script-executed.ts';
import { indent, testRule } from '../../harness.ts';

const build = (...commands: string[]): string => `version: 0.2
phases:
  install:
    commands:
${indent(6, commands.map((command) => `- ${command}`).join('\n'))}
`;
const URL = 'https://get.example.com/install.sh';
const PINNED = 'https://get.example.com/v1.2.3/install.sh';

testRule(rule, {
  good: {
    'a file that is only fetched': build(`curl -O ${URL}`),
    'what is read by something else': build(
      `curl -s ${URL} | tar xz`,
      `curl -s ${URL} | jq .name`,
      `curl -s ${URL} | python3 -c 'import json, sys; print(json.load(sys.stdin))'`,
      `curl -s ${URL} | python -m json.tool`,
      `curl -s ${URL} | node filter.js`,
      `curl -s ${URL} | perl -ne 'print'`,
      `curl -s ${URL} | bash ./filter.sh`,
      `curl -s ${URL} | bash -c 'wc -l'`,
    ),
    'an argument': build(`python deploy.py --ip $(curl -s ${URL})`, `bash deploy.sh $(curl -s ${URL})`, `export IP=$(curl -s ${URL})`),
    'the machine itself': build('curl http://localhost:8080/x.sh | bash', 'curl http://169.254.170.2/x | sh'),
    'compared before it runs': build(`curl -O ${PINNED}`, 'echo "$SUM  install.sh" | sha256sum -c -', 'bash install.sh'),
    'compared in words': build(`curl -o i.sh ${PINNED}`, 'test "$(sha256sum i.sh | cut -c1-64)" = "$SUM" && bash i.sh'),
    signed: build(`curl -O ${PINNED}`, 'gpg --verify install.sh.asc install.sh', './install.sh'),
    'one commit': build(`curl https://raw.example.com/x/y/${'0a'.repeat(20)}/install.sh | bash`),
    'another script is run': build(`curl -O ${URL}`, 'bash other.sh', 'bash -c install.sh'),
    'run before it comes': build('bash install.sh', `curl -O ${URL}`),
    'it is printed, and not kept': build(`curl ${URL}`, 'bash install.sh'),
    'a program that is no script': build('curl -o tool https://get.example.com/tool', './tool'),
    'something is sent': build(`curl -X POST ${URL} | bash`),
  },
  bad: {
    'into a shell': build(
      `curl -sSL ${URL} | bash # problem`,
      `curl -sSL ${URL} | sudo -E bash - # problem`,
      `wget -qO- ${URL} | sh -s -- --yes # problem`,
      `curl ${URL} | tee log | bash -e # problem`,
      `curl ${URL} | python3 - --version 1 # problem`,
      `curl ${URL} | python3 # problem`,
    ),
    'inside another command': build(
      `bash <(curl -s ${URL}) # problem`,
      `source <(curl -s ${URL}) # problem`,
      `eval "$(curl -s ${URL})" # problem`,
      `sh -c "$(curl -fsSL ${URL})" # problem`,
    ),
    'fetched, and then run': build(`curl -sLO ${URL} # problem`, 'chmod +x install.sh', './install.sh'),
    'fetched under another name': build(`wget -O /tmp/i.sh ${URL} # problem`, 'sudo bash -x /tmp/i.sh'),
    'by the name of the address': build(`wget ${URL}?a=b # problem`, 'sh install.sh'),
    'an installer without an ending': build('wget https://get.example.com/latest/install # problem', './install auto'),
    'one version': build(`curl ${PINNED} | bash # problem (medium)`),
    'a version that a variable names': build('curl https://get.example.com/$TOOL_VERSION/install.sh | bash # problem (medium)'),
    'every version of a line': build('curl https://get.example.com/setup_18.x | bash # problem'),
    'in plain text': build(`curl http://get.example.com/v1.2.3/install.sh | bash # problem`),
    'without a look at the certificate': build(`curl -k ${PINNED} | bash # problem`),
    'one commit in plain text': build(`curl http://raw.example.com/${'0a'.repeat(20)}/install.sh | bash # problem`),
    'something else is compared': build(
      `curl -O ${URL} # problem`,
      'curl -O https://get.example.com/tool.zip',
      'echo "$SUM tool.zip" | sha256sum -c',
      'bash install.sh',
    ),
    'compared too late': build(`curl -O ${URL} # problem`, 'bash install.sh', 'sha256sum -c sums'),
    'compared too early': build('sha256sum -c sums', `curl -O ${URL} # problem`, 'bash install.sh'),
    'a commands action': `
Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Build
          Actions:
            - Name: Run
              ActionTypeId: { Category: Compute, Owner: AWS, Provider: Commands, Version: '1' }
              Commands:
                - curl ${URL} | bash # problem
`,
  },
  undecided: {},
});
