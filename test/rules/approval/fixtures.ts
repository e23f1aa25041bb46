import { indent, yaml } from '../../harness.ts';

const HEAD = yaml`
  Parameters:
    Environment: { Type: String, AllowedValues: [dev, prod] }
    Given: { Type: String }
  Conditions:
    IsProd: !Equals [!Ref Environment, prod]
`;

/** A template: what it has in `Resources`. */
export const template = (resources: string): string => `${HEAD}\nResources:\n${indent(2, resources)}\n`;

/** A pipeline: each stage by its name, its properties, and what else the template has. */
export const pipeline = (stages: Readonly<Record<string, readonly string[]>>, properties = '', more = ''): string =>
  template(
    `Web:\n  Type: AWS::CodePipeline::Pipeline\n  Properties:\n${indent(4, properties)}${properties && '\n'}    Stages:\n${indent(
      6,
      Object.entries(stages)
        .map(([name, actions]) => `- Name: ${name}\n  Actions:\n${actions.map((action) => `    - ${action}\n`).join('')}`)
        .join(''),
    )}${more}`,
  );

interface How {
  readonly order?: string;
  readonly configuration?: string;
  readonly name?: string;
}

const action = (kind: string, mark: string, { order = '', configuration = '', name = '' }: How): string =>
  `{ Name: ${name}, ActionTypeId: { ${kind} }${configuration && `, Configuration: { ${configuration} }`}${order && `, RunOrder: ${order}`} }${mark && ` # ${mark}`}`;

export const ask = (mark = '', how: How = {}): string => action('Category: Approval, Provider: Manual', mark, { name: 'Ask', ...how });
export const deploy = (mark = '', how: How = {}): string => action('Category: Deploy, Provider: ECS', mark, { name: 'Go', ...how });
export const build = (how: How = {}): string => action('Category: Build, Provider: CodeBuild', '', { name: 'Compile', ...how });
export const probe = (how: How = {}): string => action('Category: Test, Provider: CodeBuild', '', { name: 'Look', ...how });

/** An ECS service with one hook of a deployment; a mark stands on the hook. */
export const service = (hook: string, mark = '', name = 'web'): string =>
  `Service:
  Type: AWS::ECS::Service
  Properties:
    ServiceName: ${name}
    Cluster: shop
    DeploymentConfiguration:
      Strategy: BLUE_GREEN
      LifecycleHooks:
        - ${hook}${mark && ` # ${mark}`}
`;
