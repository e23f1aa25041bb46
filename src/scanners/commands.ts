import type { Node } from '../documents/node.ts';
import type { Command, Shell, SimpleCommand } from '../model/command.ts';
import type { Location } from '../model/location.ts';
import type { Script } from '../model/script.ts';
import { isHole, literal, type Piece, piecesIn, shown, type Text } from '../model/text.ts';
import type { Thing } from '../model/truth.ts';
import { known } from '../model/value.ts';
import { NOWHERE, type Note } from '../model/world.ts';
import { thingAt } from './reader.ts';
import { readShell, type ShellText } from './shell.ts';

/** What the items of one list of commands share. */
export interface Around {
  /** `build`, or '' where there are no phases. */
  readonly phase: string;
  readonly last?: boolean;
  /** `env.shell` of a buildspec. */
  readonly shell?: Text | undefined;
  /** The shell was started with `-e`. */
  readonly errexit?: boolean;
  /** What a simple command runs out of a file; `before` are the items of the list in front of its own. */
  readonly follow?: ((run: SimpleCommand, item: Command, before: readonly Command[]) => Script | Note | undefined) | undefined;
}

/** The items of a list of commands. An item that is no text (`- echo Build: start` is a map) is one nobody can run. */
export const commands = (node: Node, around: Around, path: readonly string[]): Command[] =>
  inOrder(
    node.itemsOrSelf().map((item) => ({ thing: thingAt(item, path), text: item.text() })),
    around,
  );

/** Texts that are run one after the other. */
export function inOrder(items: readonly { readonly thing: Thing; readonly text: Text }[], around: Around): Command[] {
  const list: Command[] = [];
  for (const { thing, text } of items) list.push(new Item(thing, text, around, list, list.length));
  return list;
}

/** A text that is run, and whose failure whoever runs it passes over. */
export const carelessly = (at: Location, text: string | readonly Piece[], careless: boolean): Text =>
  known(at, [...(typeof text === 'string' ? [{ literal: text, at }] : text), ...(careless ? [{ literal: ' || true', at }] : [])]);

class Item implements Command {
  readonly at: Command['at'];
  readonly when: Command['when'];
  readonly path: Command['path'];
  readonly #followed = new Map<SimpleCommand, Script | Note | undefined>();
  #read: ShellText | undefined;

  constructor(
    thing: Thing,
    readonly text: Text,
    readonly around: Around,
    readonly list: readonly Command[],
    readonly index: number,
  ) {
    this.at = thing.at;
    this.when = thing.when;
    this.path = thing.path;
  }

  get phase(): string {
    return this.around.phase;
  }

  get last(): boolean {
    return this.around.last ?? false;
  }

  get shell(): Shell {
    const { shell } = this.around;
    const named = shell && literal(piecesIn(shell, NOWHERE));
    return named ? shellCalled(named) : shellOf(shown(piecesIn(this.text, NOWHERE)));
  }

  get runs(): readonly SimpleCommand[] {
    return this.#shellText.runs;
  }

  get guards(): Command['guards'] {
    return this.#shellText.guards;
  }

  follow(run: SimpleCommand): Script | Note | undefined {
    if (!this.around.follow) return undefined;
    if (!this.#followed.has(run)) this.#followed.set(run, this.around.follow(run, this, this.list.slice(0, this.index)));
    return this.#followed.get(run);
  }

  get #shellText(): ShellText {
    if (this.#read) return this.#read;
    const pieces = piecesIn(this.text, NOWHERE);
    const holes = new Set(pieces.filter(isHole).map((hole) => shown([hole])));
    this.#read = readShell(shown(pieces), holes, this.around.errexit);
    return this.#read;
  }
}

/** https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.env.shell */
const shellCalled = (name: string): Shell => (/powershell|pwsh/i.test(name) ? 'powershell' : /cmd(\.exe)?$/i.test(name) ? 'cmd' : 'posix');

const POWERSHELL =
  /\$env:\w|\$LASTEXITCODE|-ErrorAction\b|\[(System|Environment|Net)\.|(^|[\s;|({])(Get|Set|New|Write|Invoke|Remove|Copy|Import|Install|Start|Out|Add|Expand|ForEach|Where)-[A-Z][a-z]\w+/;
const CMD = /%[A-Z_][A-Z0-9_]{2,}%|^\s*(if\s+(not\s+)?errorlevel|set\s+\/[ap]|@echo\s+off|call\s+\S+\.(bat|cmd))\b/im;

/** Where nobody says, the syntax does. */
const shellOf = (text: string): Shell => (POWERSHELL.test(text) ? 'powershell' : CMD.test(text) ? 'cmd' : 'posix');
