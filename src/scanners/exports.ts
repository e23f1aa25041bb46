import type { Hole, Piece } from '../model/text.ts';
import { identity, shown } from '../model/text.ts';

/** Exports are of one account and region, so that these are the same in all templates. */
const COMMON = /\uE002[^\uE003]*\0(AWS::(?:Region|AccountId|Partition|URLSuffix))\uE003/g;

/** The key that the name of an export and those of its imports share, in whichever templates they stand. */
export const exportKey = (name: readonly Piece[]): string | undefined =>
  identity(name)?.replace(COMMON, '\uE002$1\uE003').replaceAll('\uE002', '\uE004').replaceAll('\uE003', '\uE005');

const IMPORT = 'import\0';

/** What an imported value is called, wherever it is imported. */
export function importSymbol(name: readonly Piece[]): string | undefined {
  const key = exportKey(name);
  return key && `${IMPORT}${key}\0${shown(name)}`;
}

/** The key of the export that a hole stands for. */
export const importedBy = ({ symbol }: Hole): string | undefined =>
  symbol?.startsWith(IMPORT) ? symbol.slice(IMPORT.length, symbol.lastIndexOf('\0')) : undefined;
