import { Node } from '../documents/node.ts';
import { repositoryOf } from '../model/image.ts';
import type { FunctionAlias, FunctionCode, LambdaFunction, TrafficHooks, VersionWeight } from '../model/lambda.ts';
import { holes, isHole, type Piece, type Text, written } from '../model/text.ts';
import { ALWAYS, type Thing } from '../model/truth.ts';
import { hidden, map } from '../model/value.ts';
import type { EnvironmentVariable } from '../model/variable.ts';
import { sameTarget } from './names.ts';
import { add, type Context, pathOf, type Reader, thingAt } from './reader.ts';

/** A function, as a template (SAM's too), `list-functions` and `create-function --cli-input-json` write it. */
export const readFunction: Reader = (node, context) => readFunctionWith(node, node.prop('Code'), context);

/** `get-function` tells of the code beside the function, and of that only which image it is. */
export const readFunctionAnswer: Reader = (root, context) => {
  const { at, dialect } = root.prop('Code');
  const untold = new Node(dialect, at, [{ when: ALWAYS, at, hidden: { at, text: 'this answer does not show the source of the code' } }]);
  const image = root.prop('Code', 'ImageUri').exists;
  readFunctionWith(root.prop('Configuration'), image ? root.prop('Code') : untold, context);
};

function readFunctionWith(node: Node, code: Node, context: Context): void {
  const name = node.prop('FunctionName').text();
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const lambda: LambdaFunction = {
    name,
    runtime: node.prop('Runtime').text(),
    packageType: node.prop('PackageType').text(),
    code: readCode(node, code, thing, context),
    variables: readVariables(node.prop('Environment', 'Variables'), path),
    role: context.linker.link('role', thing, node.prop('Role').text(), 'role of a function'),
    ...thing,
  };
  add(context, 'function', lambda, name);
}

/** In a template `Code` is a map; SAM has `CodeUri` (a map, an address, or a path), `ImageUri` and `InlineCode` beside it. */
function readCode(node: Node, code: Node, thing: Thing, { linker }: Context): FunctionCode {
  const uri = node.prop('CodeUri');
  const [own, image, inline] = [code.prop('ImageUri'), node.prop('ImageUri'), node.prop('InlineCode')];
  const of = (plain: string, sam: 'Bucket' | 'Key' | 'Version'): Text =>
    !uri.exists ? code.prop(plain).text() : isMap(uri) ? uri.prop(sam).text() : partOf(uri.text(), sam);
  const imageText = (image.exists ? image : own).text();
  const bucketName = of('S3Bucket', 'Bucket');
  return {
    image: imageText,
    repository: linker.link('repository', thing, repositoryOf(imageText), 'run by a function'),
    bucketName,
    bucket: linker.link('bucket', thing, bucketName, 'holds the code of a function'),
    key: of('S3Key', 'Key'),
    version: of('S3ObjectVersion', 'Version'),
    inline: (inline.exists ? inline : code.prop('ZipFile')).text(),
  };
}

/** A part of `s3://bucket/key`; of a path of the repository there is none. */
const partOf = (address: Text, part: 'Bucket' | 'Key' | 'Version'): Text =>
  map<readonly Piece[], readonly Piece[]>(address, (pieces) => {
    const [first, ...rest] = pieces;
    if (!first || isHole(first)) return { state: 'unknown', because: holes(pieces) };
    if (!first.literal.startsWith('s3://') || part === 'Version') return { state: 'absent', given: [] };
    const all = [{ ...first, literal: first.literal.slice('s3://'.length) }, ...rest];
    const end = all.findIndex((piece) => !isHole(piece) && piece.literal.includes('/'));
    const slash = all[end];
    if (!slash || isHole(slash)) return part === 'Bucket' ? all : { state: 'absent', given: [] };
    const [bucket = '', key = ''] = slash.literal.split(/\/(.*)/s);
    const halves = {
      Bucket: [...all.slice(0, end), { ...slash, literal: bucket }],
      Key: [{ ...slash, literal: key }, ...all.slice(end + 1)],
    };
    return halves[part].filter((piece) => isHole(piece) || piece.literal);
  });

/** What stands in SAM's `Globals` belongs to no function. */
const readVariables = (node: Node, path: readonly string[]): EnvironmentVariable[] =>
  node.entries().map(({ name, label, node: value }) => ({
    name: label,
    value: value.text(),
    type: written(value.at, 'PLAINTEXT'),
    ...thingAt(value, value.at.pointer.startsWith('/Globals/') ? ['Globals', name] : [...path, name]),
  }));

const trafficHooks = (before: Node, after: Node, thing: Thing, { linker }: Context): TrafficHooks => ({
  before: linker.link('function', thing, before.text(), 'called before the traffic moves'),
  after: linker.link('function', thing, after.text(), 'called when the traffic has moved'),
});

/** A version, as a template and `list-versions-by-function` write it. */
export const readVersion: Reader = (node, context) => {
  const own = node.prop('Version');
  const version: Text = own.exists ? own.text() : hidden({ at: node.at, text: 'is numbered when it is published' });
  const path = pathOf(context, version);
  const thing = thingAt(node, path);
  const link = context.linker.link('function', thing, node.prop('FunctionName').text(), 'function of a version');
  add(context, 'function-version', { version, function: link, ...thing }, version);
};

/** An alias, as a template, `get-alias` and `list-aliases` write it. */
export const readAlias: Reader = (node, context) => {
  const name = node.prop('Name').text();
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const { linker, updatePolicy } = context;
  const lambda = linker.link('function', thing, functionOf(node), 'function of an alias');
  const version = node.prop('FunctionVersion').text();
  const shift = (updatePolicy ?? node.prop('UpdatePolicy')).key('CodeDeployLambdaAliasUpdate');
  const application = linker.link('application', thing, shift.prop('ApplicationName').text(), 'shifts the traffic of an alias');
  const alias: FunctionAlias = {
    name,
    function: lambda,
    version,
    versionLink: linker.link('function-version', thing, version, 'version of an alias', (one) => sameTarget(one.function, lambda)),
    weights: readWeights(node.prop('RoutingConfig', 'AdditionalVersionWeights'), path),
    deploymentGroup: linker.link(
      'deployment-group',
      thing,
      shift.prop('DeploymentGroupName').text(),
      'shifts the traffic of an alias',
      ({ applicationLink }) => sameTarget(applicationLink, application),
    ),
    hooks: trafficHooks(shift.prop('BeforeAllowTrafficHook'), shift.prop('AfterAllowTrafficHook'), thing, context),
    ...thing,
  };
  add(context, 'function-alias', alias, name);
};

/** An answer names the function in the ARN of the alias only. */
function functionOf(node: Node): Text {
  const own = node.prop('FunctionName');
  if (own.exists) return own.text();
  return map(node.prop('AliasArn').text(), (pieces) =>
    pieces.map((piece) => (isHole(piece) ? piece : { ...piece, literal: piece.literal.replace(/:[^:]*$/, '') })),
  );
}

/** A list in templates, a map by version in answers. */
function readWeights(node: Node, path: readonly string[]): VersionWeight[] {
  const isMap = node.meanings.some((meaning) => 'tree' in meaning && meaning.tree?.kind === 'map');
  if (isMap)
    return node.entries().map(({ label, node: weight }) => ({ version: label, weight: weight.number(), ...thingAt(weight, path) }));
  return node
    .items()
    .map((one) => ({ version: one.prop('FunctionVersion').text(), weight: one.prop('FunctionWeight').number(), ...thingAt(one, path) }));
}

const isMap = ({ meanings }: Node): boolean => meanings.some((meaning) => 'tree' in meaning && meaning.tree?.kind === 'map');
