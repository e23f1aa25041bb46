import type { Text } from './text.ts';
import type { Thing } from './truth.ts';

/** What a build tells a deploy action about its images: https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html */
export interface ImageDefinitions extends Thing {
  readonly images: readonly ImageDefinition[];
}

/** One image: of a container in `imagedefinitions.json`, of no container in `imageDetail.json`. */
export interface ImageDefinition extends Thing {
  /** Of the container. */
  readonly name: Text;
  readonly image: Text;
}
