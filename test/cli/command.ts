import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { pipelint } from '../../src/cli/pipelint.ts';

/** What a run of the command left behind. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Around {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Columns of a terminal; in a pipe where left out. */
  readonly terminal?: number;
  readonly today?: string;
}

/** Run the command as a shell would, in this process. */
export async function command(
  args: readonly string[],
  { cwd, env = {}, stdin = '', terminal, today = '2026-11-20' }: Around,
): Promise<Ran> {
  let [stdout, stderr] = ['', ''];
  const code = await pipelint(args, {
    cwd,
    env,
    stdout: {
      write: (text) => {
        stdout += text;
      },
      ...(terminal !== undefined && { isTTY: true, columns: terminal }),
    },
    stderr: {
      write: (text) => {
        stderr += text;
      },
    },
    stdin: () => stdin,
    today: new Date(today),
  });
  return { code, stdout, stderr };
}

/** A folder of these files, gone when the test is over. With a `.git` it is the root of a repository. */
export function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'pipelint-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return root;
}

/** One pipeline that deploys to production, with or without somebody asked before. */
export const pipeline = (approved: boolean): string =>
  JSON.stringify(
    {
      pipeline: {
        name: 'web',
        roleArn: 'arn:aws:iam::111122223333:role/pipeline',
        stages: [
          {
            name: 'Source',
            actions: [
              { name: 'Code', actionTypeId: { category: 'Source', owner: 'AWS', provider: 'CodeStarSourceConnection', version: '1' } },
            ],
          },
          {
            name: 'Test',
            actions: [
              { name: 'Test', actionTypeId: { category: 'Test', owner: 'AWS', provider: 'DeviceFarm', version: '1' } },
              { name: 'Scan', actionTypeId: { category: 'Invoke', owner: 'AWS', provider: 'InspectorScan', version: '1' } },
            ],
          },
          ...(approved
            ? [
                {
                  name: 'Ask',
                  actions: [
                    {
                      name: 'Ask',
                      actionTypeId: { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' },
                      configuration: { NotificationArn: 'arn:aws:sns:eu-west-1:111122223333:approvals' },
                    },
                  ],
                },
              ]
            : []),
          { name: 'Prod', actions: [{ name: 'Deploy', actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'S3', version: '1' } }] },
        ],
      },
    },
    undefined,
    2,
  );
