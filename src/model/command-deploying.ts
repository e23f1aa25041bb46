import type { SimpleCommand } from './command.ts';
import { withoutWrappers } from './command-words.ts';
import { table } from './table.ts';

type Words = Pick<SimpleCommand, 'words'>;

/** Puts a new version in place; copies files to a bucket, which may be that; takes something down; does something else. */
export type Deploying = 'yes' | 'copy' | 'removes' | 'no';

/** The words, after the program and without options, that put a new version in place. */
const deploys = table<RegExp>({
  aws: /^(cloudformation (deploy|create-stack|update-stack|execute-change-set|create-stack-instances|update-stack-set|update-stack-instances)|ecs update-service|lambda (update-function-code|update-alias)|elasticbeanstalk update-environment|sagemaker (create|update)-endpoint|cloudfront create-invalidation|\S+ (create|start)-deployment)( |$)/,
  terraform: /^apply( |$)/,
  terragrunt: /^(run-all |run -- )?apply( |$)/,
  cdk: /(^|\S+ )deploy( |$)/,
  sam: /^deploy( |$)/,
  serverless: /^deploy( (?!list)|$)/,
  kubectl: /^(apply|replace|patch|set image|rollout restart)( |$)/,
  helm: /^(upgrade|install)( |$)/,
  helmfile: /^(apply|sync)( |$)/,
  pulumi: /^(up|update)( |$)/,
  eb: /^deploy( |$)/,
  copilot: /^((svc|job|env) )?deploy( |$)/,
  zappa: /^(deploy|update)( |$)/,
  chalice: /^deploy( |$)/,
  amplify: /^(push|publish)( |$)/,
  argocd: /^app sync( |$)/,
  skaffold: /^(run|deploy)( |$)/,
  hexo: /^(d|deploy)( |$)/,
  sst: /^deploy( |$)/,
  ask: /^deploy( |$)/,
  'ecs-cli': /^compose .*up( |$)/,
  'ecs-deploy': /^/,
});
const removes = table<RegExp>({
  aws: /^cloudformation delete-stack( |$)/,
  terraform: /^destroy( |$)/,
  terragrunt: /^(run-all )?destroy( |$)/,
  cdk: /(^|\S+ )destroy( |$)/,
  sam: /^delete( |$)/,
  serverless: /^remove( |$)/,
  kubectl: /^delete (ns|namespace)/,
  helm: /^(uninstall|delete)( |$)/,
  pulumi: /^destroy( |$)/,
});
const alias = table<string>({ tofu: 'terraform', sls: 'serverless', 'aws-cdk': 'cdk' });

/** Shows what would be done, or leaves it for somebody to carry out. */
const ONLY_SHOWS = /^--?(dry-run(=(client|server|true))?|no-execute(-changeset|-change-set)?|noop|help|destroy|check)$/;
/** Options before the verb: `aws --region eu-west-1 ecs update-service`. */
const TAKES_VALUE = /^(--(region|profile|output|endpoint-url|namespace|context|kubeconfig|kube-context|prefix|cwd)|-n|-C)$/;
const SCRIPTS = /^(make|gmake|just|task|rake|invoke|inv|fab|bash|sh|zsh|python[\d.]*|node|ruby|ansible-playbook|npm|yarn|pnpm)$/;
/** `deploy-prod.sh`, `npm run deploy`; not `pre-deploy-check`, and no `deploy.zip`. */
const DEPLOY_SCRIPT = /^(.*\/)?([a-z\d]+[-_:.])?(deploy|deployment)([-_:.](?!(test|check|docs?|plan|report|dry|validate|status)\b)\w+)*$/i;
const BEFORE_OR_AFTER = /^(.*\/)?(pre|post|test|check|validate|build|prepare|install|setup|package|un|dry)[-_:.]?deploy/i;

/** What a simple command does to what is running, as far as its own words tell. */
export function deploying({ words }: Words): Deploying {
  const [name = '', ...rest] = withoutWrappers(words);
  if (rest.some((word) => ONLY_SHOWS.test(word))) return 'no';
  const program = name.replace(/^.*\//, '').replace(/@[\w.^~-]+$/, '');
  const args = rest.filter((word, i) => !word.startsWith('-') && !TAKES_VALUE.test(rest[i - 1] ?? ''));
  if (/^(npx|bunx|pnpx)$/.test(program)) return deploying({ words: args });
  if (/^(bundle|poetry|pipenv|uv)$/.test(program) && /^(exec|run)$/.test(args[0] ?? '')) return deploying({ words: args.slice(1) });
  if (/^(npm|yarn|pnpm)$/.test(program)) {
    const [script = '', ...more] = /^(run|run-script|exec|dlx)$/.test(args[0] ?? '') ? args.slice(1) : args;
    if (deploys(alias(script) ?? script)) return deploying({ words: [script, ...more] });
  }
  const tool = alias(program) ?? program;
  const said = args.join(' ');
  if (tool === 'aws' && /^s3 (sync|cp|mv) (?!s3:)\S.* s3:\/\//.test(said)) return 'copy';
  if (removes(tool)?.test(said)) return 'removes';
  if (deploys(tool)?.test(said)) return tool === 'cdk' && ofPipeline(args) ? 'no' : 'yes';
  const script = SCRIPTS.test(program) ? args.filter((arg) => !arg.includes('=')) : /\/|\.\w*sh$/.test(name) ? [name] : [];
  return script.some((one) => DEPLOY_SCRIPT.test(one.replace(/\.(\w*sh|py|js|mjs|ts|rb|ya?ml)$/, '')) && !BEFORE_OR_AFTER.test(one))
    ? 'yes'
    : 'no';
}

/** A pipeline that deploys itself, as CDK's do, changes no production. */
const ofPipeline = (args: readonly string[]): boolean => args.slice(args.indexOf('deploy') + 1).some((stack) => /pipeline/i.test(stack));
