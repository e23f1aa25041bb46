/** Images of CodeBuild that AWS no longer renews: no longer cached, and left with the holes that they have. */
export interface OldImages {
  /** Names after `aws/codebuild/`. */
  readonly names: readonly string[];
  /** The day since when, where AWS has said so: `YYYY-MM-DD`. */
  readonly since?: string;
  readonly source: string;
}

export const asOf = '2026-11-20';

const DEPRECATED = 'https://docs.aws.amazon.com/codebuild/latest/userguide/deprecated-images.html';
const MAINTAINED = 'https://github.com/aws/aws-codebuild-docker-images#readme';

/**
 * `amazonlinux2-x86_64-standard:5.0` and `amazonlinux2-aarch64-standard:3.0` are Amazon Linux 2023 in spite of their name, and
 * are renewed.
 */
export const OLD_IMAGES: readonly OldImages[] = [
  { names: ['standard:1.0', 'standard:2.0'], source: MAINTAINED },
  { names: ['standard:3.0', 'amazonlinux2-x86_64-standard:2.0'], since: '2022-06-30', source: DEPRECATED },
  { names: ['standard:4.0', 'amazonlinux2-aarch64-standard:1.0'], since: '2023-03-31', source: DEPRECATED },
  { names: ['amazonlinux2-x86_64-standard:3.0'], since: '2023-05-09', source: DEPRECATED },
  {
    names: [
      'standard:5.0',
      'standard:6.0',
      'amazonlinux2-x86_64-standard:1.0',
      'amazonlinux2-x86_64-standard:4.0',
      'amazonlinux2-aarch64-standard:2.0',
    ],
    source: MAINTAINED,
  },
];

/** The images of one language each that came before the standard ones: `aws/codebuild/nodejs:8.11.0`. */
export const ONE_LANGUAGE: { readonly pattern: RegExp; readonly since?: string; readonly source: string } = {
  pattern: /^(android-java-\d|docker|dot-net|eb-.*|golang|java|nodejs|php|python|ruby|ubuntu-base)(:|$)/,
  source: MAINTAINED,
};
