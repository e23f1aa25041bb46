import type { Node } from '../documents/node.ts';
import type { BeanstalkEnvironment, BeanstalkTemplate, OptionSetting } from '../model/beanstalk.ts';
import type { Link } from '../model/link.ts';
import { equals, type Text } from '../model/text.ts';
import { all, type Thing } from '../model/truth.ts';
import { choose, hidden } from '../model/value.ts';
import { alike } from './names.ts';
import { add, type Context, pathOf, type Reader, thingAt } from './reader.ts';

/** An environment, as a template of CloudFormation writes it. */
export const readBeanstalkEnvironment: Reader = (node, context) => {
  const name = node.prop('EnvironmentName').text();
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const application = node.prop('ApplicationName').text();
  const settings = readSettings(node.prop('OptionSettings'), path);
  const template = templateLink(node.prop('TemplateName').text(), application, thing, context);
  add(context, 'beanstalk-environment', { name, application, settings, template, option: optionOf(settings, template), ...thing }, name);
};

/** A saved configuration, as a template of CloudFormation writes it. */
export const readBeanstalkTemplate: Reader = (node, context) => {
  const name = node.prop('TemplateName').text();
  const path = pathOf(context, name);
  const thing = thingAt(node, path);
  const application = node.prop('ApplicationName').text();
  const settings = readSettings(node.prop('OptionSettings'), path);
  const source = node.prop('SourceConfiguration');
  const base = templateLink(source.prop('TemplateName').text(), source.prop('ApplicationName').text(), thing, context);
  const made = node.prop('EnvironmentId');
  const template: Link<BeanstalkTemplate> = made.exists ? hidden({ at: made.at, text: 'is set as in another environment' }) : base;
  add(context, 'beanstalk-template', { name, application, settings, template, ...thing }, name);
};

/** Either of them in `describe-configuration-settings`. */
export const readBeanstalkSettings: Reader = (node, context) =>
  node.prop('EnvironmentName').exists ? readBeanstalkEnvironment(node, context) : readBeanstalkTemplate(node, context);

const templateLink = (name: Text, application: Text, by: Thing, { linker }: Context): Link<BeanstalkTemplate> =>
  linker.link('beanstalk-template', by, name, 'settings of an environment', (template) => alike(template.application, application));

const readSettings = (node: Node, path: readonly string[]): OptionSetting[] =>
  node.items().map((item) => ({
    namespace: item.prop('Namespace').text(),
    name: item.prop('OptionName').text(),
    value: item.prop('Value').text(),
    ...thingAt(item, path),
  }));

/** Templates can be made of templates; further than this none are followed. */
const DEEPEST = 8;

const optionOf =
  (settings: readonly OptionSetting[], template: Link<BeanstalkTemplate>): BeanstalkEnvironment['option'] =>
  (namespace, name) => ({
    at: template.at,
    in(world) {
      let from: Pick<BeanstalkTemplate, 'settings' | 'template'> = { settings, template };
      for (let i = 0; i < DEEPEST; i += 1) {
        const fact = setIn(from, namespace, name).in(world);
        if (fact.state !== 'absent') return fact;
        const next = from.template.in(world);
        if (next.state !== 'known') return next;
        from = next.value;
      }
      return { state: 'unknown', because: [{ at: template.at, text: 'is made of templates that are made of each other' }] };
    },
  });

const setIn = ({ settings, template }: Pick<BeanstalkTemplate, 'settings' | 'template'>, namespace: string, name: string): Text =>
  choose(
    template.at,
    settings.map((one) => ({ when: all(one.when, equals(one.namespace, namespace), equals(one.name, name)), value: one.value })),
  );
