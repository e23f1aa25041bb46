import rule from '../../../src/rules/integrity/fetches-moving-branch.ts';
import { indent, testRule } from '../../harness.ts';

const build = (...commands: string[]): string => `version: 0.2
env:
  variables:
    TOOLS: https://github.com/example/tools.git
    FOLDER: tools/api/api.csproj
phases:
  build:
    commands:
${indent(6, commands.map((command) => `- ${command}`).join('\n'))}
`;
const CLONE = 'git clone https://github.com/example/tools.git';
const COMMIT = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';

testRule(rule, {
  good: {
    'one commit of it': build(CLONE, `cd tools && git checkout ${COMMIT}`, 'make'),
    'whatever a variable says': build(CLONE, 'cd tools && git checkout $COMMIT', 'make'),
    'a branch that a variable names': build('git clone -b $BRANCH https://github.com/example/tools.git', 'tools/run.sh'),
    'a repository that a variable names': build('git clone $REPOSITORY', 'tools/run.sh'),
    'a repository on a host that a variable names': build('git clone https://$TOKEN@$HOST/tools.git', 'tools/run.sh'),
    'its place of work': build(CLONE, 'cd tools', './render.sh', 'git commit -am new', 'git push'),
    'a package of one commit': build(`pip install git+https://github.com/example/tools.git@${COMMIT}`),
    'a tag that nobody uses': build('git clone -b v1.2.3 https://github.com/example/tools.git'),
    'a branch of its own': build('git checkout main', 'git pull'),
  },
  bad: {
    'a commit of something else before': build(`git checkout ${COMMIT}`, `${CLONE} # problem`, 'tools/run.sh'),
    'and runs it': build(`${CLONE} # problem`, 'tools/run.sh'),
    'in a script that two builds run, once': {
      'a.yml': build('./fetch.sh'),
      'b.yml': build('./fetch.sh'),
      'fetch.sh': `#!/bin/sh\n${CLONE} # problem\ntools/run.sh\n`,
    },
    'and goes into it': build(`${CLONE} # problem`, 'cd tools/', 'make install'),
    'and goes into it at once': build(`${CLONE} && cd tools && make # problem`),
    'by a branch': build('git clone --depth 1 --branch main https://github.com/example/tools.git # problem', 'bash ./tools/run.sh'),
    'into another folder': build(`${CLONE} t # problem`, 'cp -r t/lib .'),
    'into this folder': build(`${CLONE} . # problem`, 'make'),
    'over ssh': build('git clone git@github.com:example/tools # problem', 'make -C tools'),
    'named by a variable': build('git clone $TOOLS # problem', 'dotnet build $FOLDER'),
    'a branch is checked out': build(`${CLONE} # problem`, 'cd tools && git checkout develop', 'make'),
    'another commit is undone': build(`${CLONE} # problem`, `cd tools && git checkout ${COMMIT}`, 'git checkout main', 'make'),
    'and nobody sees what for': build(`${CLONE} # problem (low)`, 'make', 'cat tools/README.md', 'cd tools', 'ls'),
    'used before it comes': build('tools/run.sh', `${CLONE} # problem (low)`),
    'a folder that only begins like it': build(`${CLONE} # problem (low)`, 'tools-old/run.sh'),
    'a package': build(
      'pip install git+https://github.com/example/tools.git # problem',
      'npm install github:example/tools#main # problem',
      'pip install git+https://github.com/example/tools.git@v1.2.3 # problem (info)',
    ),
    'a tag': build('git clone -b v1.2.3 https://github.com/example/tools.git # problem (info)', 'tools/run.sh'),
    submodules: build('git submodule update --init --remote # problem (medium)'),
  },
  undecided: {},
});
