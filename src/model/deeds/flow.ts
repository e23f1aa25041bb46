import type { SimpleCommand } from '../command.ts';
import { callOf } from '../command-words.ts';

/** What gets the output of a command, one after the other: through pipes, and then into the text of another command. */
export function goesThrough(command: SimpleCommand): readonly SimpleCommand[] {
  const found: SimpleCommand[] = [];
  for (let at = command.pipesInto ?? command.captured?.by; at && found.length < 20; at = at.pipesInto ?? at.captured?.by) {
    if (found.includes(at)) break;
    found.push(at);
    if (at.captured?.by === undefined && at.pipesInto === undefined) break;
  }
  return found;
}

/** Programs that show what they read, whole or in part. */
const SHOWS =
  /^(tee|cat|grep|egrep|sed|awk|jq|yq|cut|head|tail|sort|uniq|tr|base64|xxd|od|rev|fold|column|nl|less|more|xargs|python[\d.]*)$/;

/** Does what a command prints stand in the log of the build: not in a file, not in a variable, not eaten by another command? */
export function isShown(command: SimpleCommand): boolean {
  let at: SimpleCommand | undefined = command;
  for (let turns = 0; at && turns < 20; turns += 1) {
    if (at.captured || isRedirected(at)) return false;
    if (!at.pipesInto) return true;
    at = at.pipesInto;
    const { program, args } = callOf(at);
    if (!SHOWS.test(program) || (/grep/.test(program) && args.some(({ value }) => /^-\w*q/.test(value)))) return false;
  }
  return false;
}

const isRedirected = ({ redirections }: SimpleCommand): boolean =>
  redirections.some(
    ({ operator, descriptor, to }) => (/^(>|>>|>\|)$/.test(operator) && descriptor === 1) || (/^&>/.test(operator) && to !== undefined),
  );
