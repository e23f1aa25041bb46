import { producerOf } from './artifact.ts';
import type { Step } from './pipeline.ts';
import { isOneOf } from './text.ts';
import { all, any, not, type Truth } from './truth.ts';
import { through } from './value.ts';

/** Where code is kept that somebody still has to build; ECR and S3 hold what was built elsewhere. */
const OF_CODE = ['CodeCommit', 'CodeStarSourceConnection', 'GitHub', 'Bitbucket', 'GitLab'];

/** What takes an application; templates, settings and task definitions are deployed as they are written. */
const OF_APPLICATIONS = ['CodeDeploy', 'ElasticBeanstalk', 'S3', 'EC2', 'Lambda', 'OpsWorks'];

const holdsCode = ({ action }: Step): Truth => isOneOf(action.provider, OF_CODE, 'a repository of code');

/** Does a deploy action take nothing but what a source hands on, without anything having built it? */
export function deploysUnbuilt(step: Step): Truth {
  const { category, provider, inputs } = step.action;
  const takes = inputs.map(({ when, name }) => ({ when, unbuilt: through(producerOf(step, name), holdsCode) }));
  return all(
    isOneOf(category, ['Deploy'], 'deploys here'),
    isOneOf(provider, OF_APPLICATIONS, ''),
    any(...takes.map(({ when, unbuilt }) => all(when, unbuilt))),
    not(any(...takes.map(({ when, unbuilt }) => all(when, not(unbuilt))))),
  );
}
