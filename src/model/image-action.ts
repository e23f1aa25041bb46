import type { Action } from './pipeline.ts';
import { isOneOf } from './text.ts';
import { all, any, not, type Truth } from './truth.ts';
import { present } from './value.ts';

/**
 * An action that builds an image and pushes it as `latest`, which it does where nothing else is said:
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECRBuildAndPublish.html
 */
export function pushesLatest({ provider, configuration }: Action): Truth {
  const tags = configuration('ImageTags');
  return all(
    isOneOf(provider, ['ECRBuildAndPublish'], ''),
    any(not(present(tags, 'says under which tags')), isOneOf(tags, ['latest'], 'the only tag')),
  );
}

/**
 * A source action that takes the image that is called `latest`, as it does where no tag is said:
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECR.html
 */
export function takesLatest({ category, provider, configuration }: Action): Truth {
  const tag = configuration('ImageTag');
  return all(
    isOneOf(category, ['Source'], ''),
    isOneOf(provider, ['ECR'], ''),
    any(not(present(tag, 'says which tag')), isOneOf(tag, ['latest'], 'the tag that is moved by every push')),
  );
}
