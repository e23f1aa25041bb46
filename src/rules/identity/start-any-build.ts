import { graded, rule } from '../../engine/rule.ts';
import { byStatement, rights, who } from '../../model/policy/breadth.ts';
import { trustsService } from '../../model/policy/owner.ts';
import { every } from '../../model/policy/resource.ts';
import { asFarAsKnown } from '../../model/truth.ts';

/** Who starts a build can hand it another buildspec, image and source: it acts with the role of that project. */
export default rule({
  id: 'start-any-build',
  category: 'identity',
  title: 'A role of the delivery system may start every build',
  severity: 'high',
  on: 'role',
  alsoOnPolicies: true,
  narrows: true,
  fix: 'Name the projects that are started as Resource: `!GetAtt Build.Arn`.',
  references: [
    'https://docs.aws.amazon.com/codebuild/latest/APIReference/API_StartBuild.html',
    'https://pathfinding.cloud/paths/codebuild-002',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-2', 'CICD-SEC-5'],
    soc2: ['CC6.3'],
    'iso27001-2022': ['A.8.2'],
    'pci-dss': ['7.2.5'],
    'aws-well-architected': ['SEC03-BP02'],
  },

  *check(role) {
    const message = `lets ${who(role)} start every build, with commands of its own`;
    const starts = asFarAsKnown(trustsService(role, 'codepipeline')); // a pipeline does so by its definition only
    const found = rights(role, ['codebuild:StartBuild', 'codebuild:StartBuildBatch'], () => every('codebuild', 'project/'));
    for (const { statement, truth } of byStatement(found)) yield* graded(statement, truth, message, { medium: starts });
  },
});
