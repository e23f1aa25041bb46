import rule from '../../../src/rules/correctness/invalid-appspec.ts';
import { testRule, yaml } from '../../harness.ts';

const HOOKS = '{ location: a.sh }';

testRule(rule, {
  good: {
    'everything that instances have': yaml`
      version: 0.0
      os: linux
      files: [{ source: /, destination: /srv/web }]
      file_exists_behavior: OVERWRITE
      permissions: [{ object: /srv/web, owner: web }]
      hooks:
        ApplicationStop: [${HOOKS}]
        BeforeInstall: [${HOOKS}]
        AfterInstall: [${HOOKS}]
        ApplicationStart: [{ location: a.sh, timeout: 300, runas: root }]
        ValidateService: [${HOOKS}]
        BeforeBlockTraffic: [${HOOKS}]
        AfterBlockTraffic: [${HOOKS}]
        BeforeAllowTraffic: [${HOOKS}]
        AfterAllowTraffic: [${HOOKS}]
    `,
    'nothing but a version, a system and files': 'version: 0.0\nos: windows\nfiles: [{ source: /, destination: /srv }]\nhooks:\n',
    'a version in short': 'version: 0\nos: linux\nfiles: [{ source: /, destination: /srv }]\n',
    'keys for the anchors of YAML': yaml`
      version: 0.0
      os: linux
      x-script: &script [${HOOKS}]
      hooks: { AfterInstall: *script }
    `,
    'what a tool fills in': yaml`
      version: <VERSION>
      os: '{{ os }}'
      file_exists_behavior: $BEHAVIOUR
      files: [{ source: /, destination: /srv }]
    `,
    'copies and scripts that a tool fills in': yaml`
      version: 0.0
      os: linux
      files: ['{{ copy }}', { source: /, destination: /srv }]
      hooks: { AfterInstall: ['{{ script }}', ${HOOKS}] }
    `,
    'targets of two kinds': yaml`
      version: 0.0
      Resources:
        - Web:
            Type: AWS::ECS::Service
            Properties: { TaskDefinition: web, LoadBalancerInfo: { ContainerName: web, ContainerPort: 80 } }
        - check:
            Type: AWS::Lambda::Function
            Properties: { Name: check, Alias: live, CurrentVersion: 1, TargetVersion: 2 }
      Hooks: [{ BeforeInstall: a }, { ValidateService: a }]
    `,
    'a service of ECS': yaml`
      version: '0.0'
      Resources:
        - TargetService:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: <TASK_DEFINITION>
              LoadBalancerInfo: { ContainerName: web, ContainerPort: 80 }
      Hooks:
        - BeforeInstall: a
        - AfterInstall: a
        - AfterAllowTestTraffic: a
        - BeforeAllowTraffic: a
        - AfterAllowTraffic: a
    `,
    'a function, in small letters': yaml`
      version: 0.0
      resources: [{ web: { type: 'AWS::Lambda::Function', properties: { name: web, alias: live, currentversion: 1, currentVersion: 1, targetVersion: 2 } } }]
      hooks: [{ BeforeAllowTraffic: a }, { AfterAllowTraffic: a }]
    `,
  },
  bad: {
    'another version': 'version: 1.0 # problem\nos: linux\nfiles: [{ source: /, destination: /srv }]\n',
    'a version that is a text': "version: '0.0' # problem\nos: linux\nfiles: [{ source: /, destination: /srv }]\n",
    'no version': '{ os: linux, files: [{ source: /, destination: /srv }] } # problem',
    ...Object.fromEntries(
      ['Linux', 'linux2', 'gnu/linux'].map((os) => [
        `another system: ${os}`,
        `version: 0.0\nos: ${os} # problem\nfiles: [{ source: /, destination: /srv }]\n`,
      ]),
    ),
    'copies, permissions and scripts that are mere texts': yaml`
      version: 0.0
      os: linux
      files:
        - /srv # problem
        - { source: /, destination: /srv }
      permissions:
        - /srv # problem
      hooks:
        AfterInstall:
          - a.sh # problem
          - ${HOOKS}
    `,
    'no system': '{ version: 0.0, files: [{ source: /, destination: /srv }] } # problem',
    'copies that lead nowhere': yaml`
      version: 0.0
      os: linux
      files:
        - source: / # problem
        - destination: /srv # problem
        - { source: /, destination: /srv }
    `,
    ...Object.fromEntries(
      ['REPLACE', 'OVERWRITES', 'NO_OVERWRITE'].map((word) => [
        `what is done with a file that is there: ${word}`,
        `version: 0.0\nos: linux\nfiles: [{ source: /, destination: /srv }]\nfile_exists_behavior: ${word} # problem\n`,
      ]),
    ),
    'nearly the name of a section': yaml`
      version: 0.0
      os: linux
      files: [{ source: /, destination: /srv }]
      permission: [{ object: / }] # problem
      Hooks: # problem
        AfterInstall: [${HOOKS}]
    `,
    'permissions of nothing': yaml`
      version: 0.0
      os: linux
      files: [{ source: /, destination: /srv }]
      permissions:
        - owner: web # problem
        - object: /srv
    `,
    'permissions for Windows': yaml`
      version: 0.0
      os: windows
      files: [{ source: /, destination: /srv }]
      permissions:
        - object: /srv # problem
    `,
    'events that run nothing': yaml`
      version: 0.0
      os: linux
      hooks:
        AfterInstall: [${HOOKS}]
        Install: [${HOOKS}] # problem
        ValidateServices: [${HOOKS}] # problem
        AfterAllowTestTraffic: [${HOOKS}] # problem
    `,
    'scripts that are none': yaml`
      version: 0.0
      os: linux
      files: [{ source: /, destination: /srv }]
      hooks:
        BeforeInstall: # problem
        AfterInstall: { location: a.sh } # problem
        ApplicationStart:
          - timeout: 300 # problem
          - location: # problem
          - location: a.sh
    `,
    'an event that ECS does not have': yaml`
      version: 0.0
      Resources:
        - TargetService:
            Type: AWS::ECS::Service
            Properties: { TaskDefinition: web, LoadBalancerInfo: { ContainerName: web, ContainerPort: 80 } }
      Hooks:
        - BeforeInstall: a
        - ValidateService: a # problem
    `,
    'events that functions do not have, in a map': yaml`
      version: 0.0
      Resources: [{ web: { Type: 'AWS::Lambda::Function', Properties: { Name: web, Alias: live, CurrentVersion: 1, TargetVersion: 2 } } }]
      Hooks:
        BeforeAllowTraffic: a
        BeforeInstall: a # problem
    `,
    'a service that lacks something': yaml`
      version: 0.0
      Resources:
        - Web: # problem
            Type: AWS::ECS::Service
            Properties: { LoadBalancerInfo: { ContainerName: web, ContainerPort: 80 } }
    `,
    ...Object.fromEntries(
      ['AWS::ECS::TaskDefinition', 'AWS::ECS::ServiceSet', 'MyAWS::ECS::Service'].map((type) => [
        `something that is not deployed to: ${type}`,
        yaml`
          version: 0.0
          Resources:
            - Web:
                Type: ${type} # problem
                Properties: { TaskDefinition: web }
          Hooks: [{ Anything: a }]
        `,
      ]),
    ),
  },
  undecided: {},
});
