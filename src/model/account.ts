import { equals, isHole, type Piece, shown, type Text } from './text.ts';
import type { Truth } from './truth.ts';
import { map } from './value.ts';

/**
 * The account in an ARN, as far as it is written out; the whole text where nobody knows whether it is one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export const accountOf = (arn: Text): Text => ({
  ...map<readonly Piece[], readonly Piece[]>(arn, (pieces) => {
    const fields: Piece[][] = [[]];
    for (const piece of pieces) {
      const [first = '', ...others] = isHole(piece) ? [] : piece.literal.split(':');
      if (isHole(piece)) fields.at(-1)?.push(piece);
      else {
        fields.at(-1)?.push({ ...piece, literal: first });
        fields.push(...others.map((literal) => [{ ...piece, literal }]));
      }
    }
    return fields.length > 5 ? (fields[4] ?? []) : pieces.some(isHole) ? pieces : [];
  }),
});

/** Does an ARN name this account? A hole may be any. */
export const isInAccount = (arn: Text, account: string, because: string): Truth => equals(accountOf(arn), account, because);

const ACCOUNT = /\barn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:(\d{12}):/g;

/** The accounts whose numbers are written out in the ARNs of a text. */
export const accountsIn = (pieces: readonly Piece[]): string[] =>
  [...shown(pieces).matchAll(ACCOUNT)].flatMap(([, account]) => account ?? []);
