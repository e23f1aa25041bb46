import type { Document } from '../../documents/document.ts';
import type { Node } from '../../documents/node.ts';
import type { BlueGreenHook } from '../../model/service.ts';
import { literal, type Text } from '../../model/text.ts';
import type { Thing } from '../../model/truth.ts';
import { hidden, map } from '../../model/value.ts';
import { either, named, thingAt } from '../reader.ts';
import type { Scan } from '../scanner.ts';
import type { Template } from './template.ts';

const EVENTS = ['BeforeInstall', 'AfterInstall', 'AfterAllowTestTraffic', 'BeforeAllowTraffic', 'AfterAllowTraffic'];

/** The `Hooks` of a template: a blue/green deployment of ECS services that CloudFormation asks CodeDeploy for. */
export function readHooks(root: Node, document: Document, { symbol }: Template, scan: Scan): void {
  for (const { name, node } of root.key('Hooks').entries()) {
    if (node.key('Type').plain() !== 'AWS::CodeDeploy::BlueGreen') continue;
    const referred = (id: Text): Text => resourceOf(id, document, symbol);
    scan.linker.add('blue-green-hook', readBlueGreen(node, name, referred, scan), [], scan.context);
  }
}

function readBlueGreen(node: Node, name: string, referred: (id: Text) => Text, { linker }: Scan): BlueGreenHook {
  const thing = thingAt(node, [name]);
  const properties = node.key('Properties');
  const routing = properties.prop('TrafficRoutingConfig');
  const step = either(routing, 'TimeBasedCanary', 'TimeBasedLinear');
  const called = properties.prop('LifecycleEventHooks');
  return {
    services: properties
      .prop('Applications')
      .items()
      .map((application) => {
        const target = application.prop('Target', 'LogicalID').text();
        const own: Thing = thingAt(application, [name, ...named(target)]);
        return { ...own, service: linker.link('service', own, referred(target), 'deployed to by a hook') };
      }),
    routing: routing.prop('Type').text(),
    percent: step.prop('StepPercentage').number(),
    bakeTime: step.prop('BakeTimeMins').number(),
    wait: properties.prop('AdditionalOptions', 'TerminationWaitTimeInMinutes').number(),
    functions: EVENTS.filter((event) => called.prop(event).exists).map((event) => {
      const own = thingAt(called.prop(event), [name, event]);
      return { ...own, event, function: linker.link('function', own, called.prop(event).text(), 'called during deployments') };
    }),
    role: linker.link('role', thing, properties.prop('ServiceRole').text(), 'role that moves the traffic of a deployment'),
    ...thing,
  };
}

/** A logical id stands for the resource itself, as a `Ref` does. */
const resourceOf = (id: Text, document: Document, symbol: Template['symbol']): Text => ({
  at: id.at,
  in(world) {
    const fact = map(id, (pieces) => literal(pieces)).in(world);
    if (fact.state !== 'known') return fact;
    if (fact.value === undefined) return { state: 'unknown', because: [{ at: id.at, text: 'expected a logical id' }] };
    const referred: Text = hidden({ at: document.at(''), text: `${fact.value} is created with the stack` }, symbol(fact.value));
    return referred.in(world);
  },
});
