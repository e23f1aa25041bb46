import { flag, rule } from '../../engine/rule.ts';
import { isCurated } from '../../model/build-image.ts';
import { equals, matches } from '../../model/text.ts';
import { all, any, asFarAsKnown, not } from '../../model/truth.ts';
import { present } from '../../model/value.ts';

/** CodeBuild's own credentials open its own images and those that trust it; the build fails before the first command. */
export default rule({
  id: 'image-pull-credentials',
  category: 'correctness',
  title: 'A build pulls its image with credentials that do not open it',
  severity: 'high',
  on: 'project',
  fix: 'Set ImagePullCredentialsType: SERVICE_ROLE for an image of your own or of another registry, and CODEBUILD for aws/codebuild/ images.',
  references: ['https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectEnvironment.html'],
  controls: {},

  *check(project) {
    const { image, environment } = project;
    const { pullCredentials, registryCredential } = environment;
    const byRole = equals(pullCredentials, 'SERVICE_ROLE', 'pulled with the role of the build');
    const curated = all(asFarAsKnown(isCurated(image)), byRole);
    yield flag({ ...project, at: pullCredentials.at }, curated, 'pulls an image of CodeBuild with its role, which CodeBuild refuses');
    const stated = equals(pullCredentials, 'CODEBUILD', "pulled with CodeBuild's credentials");
    const login = asFarAsKnown(present(registryCredential, 'a secret opens the registry'));
    const own = all(not(asFarAsKnown(isCurated(image))), not(matches(image, /\.dkr\.ecr\./, 'a repository of ECR may trust CodeBuild')));
    yield flag(
      { ...project, at: registryCredential.at },
      all(own, any(stated, not(present(pullCredentials, 'says with whose credentials'))), login),
      'has a secret for its registry, which only SERVICE_ROLE uses',
    );
  },
});
