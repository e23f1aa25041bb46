/**
 * The controls that rules give evidence for, by framework and version, with the title that the framework gives them.
 * Supporting evidence is all that is claimed: no rule makes anybody compliant.
 */
export const FRAMEWORKS = {
  'owasp-cicd': {
    title: 'OWASP Top 10 CI/CD Security Risks',
    version: '2022',
    source: 'https://owasp.org/www-project-top-10-ci-cd-security-risks/',
    controls: {
      'CICD-SEC-1': 'Insufficient Flow Control Mechanisms',
      'CICD-SEC-2': 'Inadequate Identity and Access Management',
      'CICD-SEC-3': 'Dependency Chain Abuse',
      'CICD-SEC-4': 'Poisoned Pipeline Execution (PPE)',
      'CICD-SEC-5': 'Insufficient PBAC (Pipeline-Based Access Controls)',
      'CICD-SEC-6': 'Insufficient Credential Hygiene',
      'CICD-SEC-7': 'Insecure System Configuration',
      'CICD-SEC-9': 'Improper Artifact Integrity Validation',
      'CICD-SEC-10': 'Insufficient Logging and Visibility',
    },
  },
  'aws-fsbp': {
    title: 'AWS Foundational Security Best Practices',
    version: '1.0.0',
    source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html',
    controls: {
      'CodeBuild.1': 'CodeBuild Bitbucket source repository URLs should not contain sensitive credentials',
      'CodeBuild.2': 'CodeBuild project environment variables should not contain clear text credentials',
      'CodeBuild.3': 'CodeBuild S3 logs should be encrypted',
      'CodeBuild.4': 'CodeBuild project environments should have a logging configuration',
      'CodeBuild.7': 'CodeBuild report group exports should be encrypted at rest',
      'ECR.1': 'ECR private repositories should have image scanning configured',
      'ECR.2': 'ECR private repositories should have tag immutability configured',
      'IAM.1': 'IAM policies should not allow full "*" administrative privileges',
      'IAM.21': 'IAM customer managed policies that you create should not allow wildcard actions for services',
    },
  },
  'aws-config': {
    title: 'AWS Config managed rules',
    version: '2026',
    source: 'https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html',
    controls: {
      'codedeploy-auto-rollback-monitor-enabled': 'Deployment groups have automatic rollback with a monitor',
      'codedeploy-deployment-group-auto-rollback-enabled': 'Deployment groups have automatic rollback',
      'codebuild-project-artifact-encryption': 'Artifacts of build projects are encrypted',
      'codebuild-project-logging-enabled': 'Build projects keep logs',
      'codebuild-project-s3-logs-encrypted': 'Logs of build projects in S3 are encrypted',
      'codebuild-project-source-repo-url-check': 'Source URLs of build projects have no credentials',
      'codebuild-project-environment-privileged-check': 'Build projects are not privileged',
      'codebuild-project-envvar-awscred-check': 'Build projects have no AWS credentials in environment variables',
    },
  },
  soc2: {
    title: 'SOC 2 Trust Services Criteria',
    version: '2017 (2022)',
    source: 'https://www.aicpa-cima.com/resources/download/2017-trust-services-criteria-with-revised-points-of-focus-2022',
    controls: {
      'CC6.1': 'Logical access security',
      'CC6.3': 'Access is authorised, least privilege, segregation of duties',
      'CC7.1': 'Detection of changes and weaknesses that open the system',
      'CC7.2': 'Monitoring of system components',
      'CC8.1': 'Changes are authorised, designed, tested, approved and implemented',
    },
  },
  'iso27001-2022': {
    title: 'ISO/IEC 27001:2022 Annex A',
    version: '2022',
    source: 'https://www.iso.org/standard/27001',
    controls: {
      'A.5.3': 'Segregation of duties',
      'A.8.2': 'Privileged access rights',
      'A.8.8': 'Management of technical vulnerabilities',
      'A.8.9': 'Configuration management',
      'A.8.15': 'Logging',
      'A.8.24': 'Use of cryptography',
      'A.8.29': 'Security testing in development and acceptance',
      'A.8.32': 'Change management',
    },
  },
  'pci-dss': {
    title: 'PCI DSS',
    version: '4.0.1',
    source: 'https://www.pcisecuritystandards.org/document_library/',
    controls: {
      '6.5.1': 'Changes are tested, approved, and can be taken back',
      '7.2.5': 'Application and system accounts have least privilege',
      '8.6.2': 'No hard-coded passwords of application and system accounts',
    },
  },
  'aws-well-architected': {
    title: 'AWS Well-Architected Framework',
    version: '2026',
    source: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/welcome.html',
    controls: {
      'SEC02-BP03': 'Store and use secrets securely',
      'SEC03-BP02': 'Grant least privilege access',
      'SEC11-BP02': 'Automate testing throughout the development and release lifecycle',
      'SEC11-BP06': 'Deploy software programmatically',
      'REL08-BP04': 'Deploy using immutable infrastructure',
    },
  },
} as const;

export type FrameworkId = keyof typeof FRAMEWORKS;
