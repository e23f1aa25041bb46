import { flag, rule } from '../../engine/rule.ts';
import { needsPrivileges } from '../../model/containers.ts';
import { isTrue } from '../../model/text.ts';
import { all, not } from '../../model/truth.ts';

/** Who runs code in it is root on the machine, with all its devices: nothing is needed to get out of the container. */
export default rule({
  id: 'privileged-without-need',
  category: 'operations',
  title: 'A build is privileged and runs no containers',
  severity: 'low',
  confidence: 'medium',
  on: 'project',
  fix: 'Take PrivilegedMode out: it is only for builds that run Docker.',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectEnvironment.html',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/sample-docker-section.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-7'],
    'aws-config': ['codebuild-project-environment-privileged-check'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
  },
  aliases: [
    'CKV_AWS_316',
    'codebuild_project_environment_privileged_mode_disabled',
    'foundational_security_codebuild_5',
    'buildProjectEnvPriviligedMode',
    'CODEBUILD_PROJECT_ENVIRONMENT_PRIVILEGED_CHECK',
  ],

  *check(project) {
    const idle = all(isTrue(project.privileged, 'privileged'), not(needsPrivileges(project)));
    yield flag({ ...project, at: project.privileged.at }, idle, 'is privileged, and runs no containers');
  },
});
