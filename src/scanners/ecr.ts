import { add, pathOf, type Reader, thingAt } from './reader.ts';

const EXCLUDED = 'ImageTagMutabilityExclusionFilterValue';

/** A repository of images, as a template and `describe-repositories` write it. */
export const readRepository: Reader = (node, context) => {
  const name = node.prop('RepositoryName').text();
  const path = pathOf(context, name);
  const exclusions = node
    .prop('ImageTagMutabilityExclusionFilters')
    .items()
    .map((filter) => ({
      text: filter.prop(EXCLUDED).exists ? filter.prop(EXCLUDED).text() : filter.prop('Filter').text(), // templates, and the API
      ...thingAt(filter, path),
    }));
  const { linker } = context;
  const repository = {
    name,
    scanOnPush: node.prop('ImageScanningConfiguration', 'ScanOnPush').text(),
    registries: () => linker.every('image-registry'),
    mutability: node.prop('ImageTagMutability').text(),
    exclusions,
    ...thingAt(node, path),
  };
  add(context, 'repository', repository, name);
};

/** What of an account's registry is scanned, as a template and `get-registry-scanning-configuration` write it. */
export const readRegistry: Reader = (node, context) => {
  const id = node.prop('RegistryId').text();
  const path = pathOf(context, id);
  const answer = node.prop('ScanningConfiguration');
  const scanning = answer.exists ? answer : node;
  const rules = scanning
    .prop('Rules')
    .items()
    .map((rule) => {
      const filters = rule.prop('RepositoryFilters').items();
      return {
        frequency: rule.prop('ScanFrequency').text(),
        filters: filters.map((filter) => ({ text: filter.prop('Filter').text(), ...thingAt(filter, path) })),
        ...thingAt(rule, path),
      };
    });
  add(context, 'image-registry', { scanType: scanning.prop('ScanType').text(), rules, ...thingAt(node, path) }, id);
};
