import { flag, rule } from '../../engine/rule.ts';
import { holdFreely } from '../../model/policy/condition.ts';
import { isAllow } from '../../model/policy/evaluate.ts';
import { isOneOf } from '../../model/text.ts';
import { all, any, asFarAsKnown } from '../../model/truth.ts';

/** Those whose own pages ask for it. That of CloudFormation does so of extensions, and not of the roles of stacks. */
const SERVICES = ['codepipeline', 'codebuild'].map((name) => `${name}.amazonaws.com`);

/** A service acts for whoever asks it to. */
export default rule({
  id: 'unconditioned-service-trust',
  category: 'identity',
  title: 'A service may assume a role whoever it acts for',
  severity: 'info',
  on: 'role',
  fix: 'Ask for aws:SourceAccount, or for aws:SourceArn of the pipeline or project, in a condition of the trust policy.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/cross-service-confused-deputy-prevention.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/cross-service-confused-deputy-prevention.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2'],
    soc2: ['CC6.1', 'CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },
  aliases: ['iam_role_cross_service_confused_deputy_prevention'],

  *check(role) {
    for (const statement of role.trust) {
      const services = statement.principals.filter(({ kind }) => kind === 'Service');
      const trusted = any(...services.map(({ text, when }) => all(when, asFarAsKnown(isOneOf(text, SERVICES, '')))));
      const message = `lets a service assume the role ${role.path.join('/')}, whoever it acts for`;
      yield flag(statement, all(role.when, isAllow(statement), trusted, holdFreely(statement, {})), message);
    }
  },
});
