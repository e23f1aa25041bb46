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
      ...thingAt(filter, path),
      text: filter.prop(EXCLUDED).exists ? filter.prop(EXCLUDED).text() : filter.prop('Filter').text(), // templates, and the API
    }));
  const { linker } = context;
  const repository = {
    ...thingAt(node, path),
    name,
    scanOnPush: node.prop('ImageScanningConfiguration', 'ScanOnPush').text(),
    registries: () => linker.every('image-registry'),
    mutability: node.prop('ImageTagMutability').text(),
    exclusions,
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
        ...thingAt(rule, path),
        frequency: rule.prop('ScanFrequency').text(),
        filters: filters.map((filter) => ({ ...thingAt(filter, path), text: filter.prop('Filter').text() })),
      };
    });
  add(context, 'image-registry', { ...thingAt(node, path), scanType: scanning.prop('ScanType').text(), rules }, id);
};
