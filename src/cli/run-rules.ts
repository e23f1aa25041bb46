import { UsageError } from '../config/config.ts';
import { didYouMean } from '../config/suggest.ts';
import { mistakeOf } from '../engine/rule.ts';
import { RULES } from '../rules/index.ts';
import { pageOf } from './pages.ts';

/** `pipelint rules`: a table, or `[{ id, category, mistake, severity, confidence, on, title, aliases, controls }]`. */
export async function listRules(json: boolean): Promise<string> {
  if (json) {
    const list = RULES.map((rule) => {
      const { id, category, severity, confidence = 'high', on, title, aliases = [], controls } = rule;
      return { id, category, mistake: mistakeOf(rule), severity, confidence, on, title, aliases, controls };
    });
    return `${JSON.stringify(list, undefined, 2)}\n`;
  }
  const width = Math.max(...RULES.map(({ id }) => id.length));
  const groups = [...new Set(RULES.map(({ category }) => category))].map((category) => {
    const lines = RULES.filter((rule) => rule.category === category).map(
      ({ id, severity, title }) => `  ${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}`,
    );
    return [category, ...lines].join('\n');
  });
  return `${groups.join('\n\n')}\n`;
}

/** `pipelint explain`: the page of one rule. @throws UsageError */
export async function explainRule(id: string): Promise<string> {
  const rule = RULES.find((one) => one.id === id || one.aliases?.includes(id));
  if (!rule)
    throw new UsageError(
      `there is no rule ${id}${didYouMean(
        id,
        RULES.map((one) => one.id),
      )}`,
    );
  const page = pageOf(rule.id);
  if (page === undefined) throw new Error(`the page of ${rule.id} is missing`);
  return page.replace(/^<!--.*-->\n/gm, '');
}
