// The inputs of the benchmark: made here, of nothing but a seed, so that they are the same bytes everywhere.
//   node bench/inputs.mjs FOLDER     writes them, to look at or to put to another tool
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dice } from './dice.mjs';
import { delivery, synthesised, unrelated, written } from './templates.mjs';

/** One buildspec of 40 lines. */
const W1 = `version: 0.2

# Builds the image, tests it, pushes it, and says to the pipeline where it is.
env:
  shell: bash
  variables:
    REPOSITORY: orders
    NODE_ENV: test
  parameter-store:
    REGISTRY: /build/registry
  secrets-manager:
    NPM_TOKEN: build/npm:token
  exported-variables:
    - IMAGE_TAG

phases:
  install:
    runtime-versions:
      nodejs: 20
    commands:
      - npm ci
  pre_build:
    commands:
      - aws ecr get-login-password | docker login --username AWS --password-stdin "$REGISTRY"
      - IMAGE_TAG=$(echo "$CODEBUILD_RESOLVED_SOURCE_VERSION" | cut -c 1-12)
      - npm test
  build:
    commands:
      - docker build --tag "$REGISTRY/$REPOSITORY:$IMAGE_TAG" .
      - docker run --rm "$REGISTRY/$REPOSITORY:$IMAGE_TAG" npm run smoke
  post_build:
    commands:
      - if [ "$CODEBUILD_BUILD_SUCCEEDING" = 0 ]; then exit 1; fi
      - docker push "$REGISTRY/$REPOSITORY:$IMAGE_TAG"
      - printf '{"ImageURI":"%s"}' "$REGISTRY/$REPOSITORY:$IMAGE_TAG" > imageDetail.json

artifacts:
  files: [imageDetail.json, appspec.yaml, taskdef.json]
cache:
  paths: [/root/.npm/**/*]
`;

/** The styles that templates come in, two in YAML for one in JSON. */
const STYLES = [
  { comment: 'How this service is built and delivered' },
  { flow: true, listIndent: 0 },
  { json: true, indent: 2 },
  { short: false, comment: 'Managed by the platform team' },
  { flow: true },
  { json: true, indent: 4 },
];

/** Every work item: its files by their paths. */
export const WORK = {
  W1: () => ({ 'buildspec.yml': W1 }),
  W2: () => ({ 'pipeline.yaml': written(delivery(dice(7), { stages: 2, more: 0 }), STYLES[1]) }),
  W3() {
    const roll = dice(3);
    const make = (i) => written(i % 3 === 2 ? unrelated(roll) : delivery(roll), STYLES[i % STYLES.length]);
    return Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [
        `service-${String(i).padStart(3, '0')}/template.${STYLES[i % STYLES.length].json ? 'json' : 'yaml'}`,
        make(i),
      ]),
    );
  },
  W4: () => ({ 'cdk.out/Delivery.template.json': written(synthesised(dice(4), 480), { json: true, indent: 1 }) }),
};

/** @returns {{ files: string[], lines: number, bytes: number }} */
export function write(folder, files) {
  const paths = Object.entries(files).map(([path, text]) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  });
  const texts = Object.values(files);
  return {
    files: paths,
    lines: texts.reduce((sum, text) => sum + text.split('\n').length - 1, 0),
    bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder = 'inputs'] = process.argv.slice(2);
  for (const [name, make] of Object.entries(WORK)) {
    const { files, lines, bytes } = write(join(folder, name), make());
    console.log(`${name}  ${files.length} files  ${lines} lines  ${bytes} bytes`);
  }
}
