import { add, pathOf, type Reader, thingAt } from './reader.ts';

/** Machines of one's own, as a template writes them and `batch-get-fleets` tells of them. */
export const readFleet: Reader = (node, context) => {
  const name = node.prop('Name').text();
  const fleet = {
    name,
    environmentType: node.prop('EnvironmentType').text(),
    computeType: node.prop('ComputeType').text(),
    image: node.prop('ImageId').text(),
    ...thingAt(node, pathOf(context, name)),
  };
  add(context, 'fleet', fleet, name, node.prop('Arn').text());
};

/** Where reports of builds are kept, as a template writes it and `batch-get-report-groups` tells of it. */
export const readReportGroup: Reader = (node, context) => {
  const name = node.prop('Name').text();
  const exports = node.prop('ExportConfig');
  const group = {
    name,
    type: node.prop('Type').text(),
    exports: exports.prop('ExportConfigType').text(),
    encryptionDisabled: exports.prop('S3Destination', 'EncryptionDisabled').text(),
    ...thingAt(node, pathOf(context, name)),
  };
  add(context, 'report-group', group, name);
};
