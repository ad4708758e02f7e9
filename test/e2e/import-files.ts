import { TOKEN, type Service } from './service.js';

export interface RowAnswer {
  readonly row: number;
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'rejected';
  readonly id: string | null;
  readonly name: string | null;
  readonly changes: readonly { readonly field: string; readonly old: unknown; readonly new: unknown }[];
  readonly rejections: readonly {
    readonly code: string;
    readonly row: number;
    readonly column: string | null;
    readonly value: string | null;
    readonly reason: { readonly zh: string; readonly en: string };
    readonly mend: { readonly zh: string; readonly en: string };
  }[];
  readonly warnings: readonly { readonly code: string; readonly text: { readonly en: string } }[];
}

export interface ImportAnswer {
  readonly id: string;
  readonly state: string;
  readonly isApplied: boolean;
  readonly summary: Readonly<Record<'created' | 'changed' | 'unchanged' | 'rejected', number>>;
  readonly columns: readonly {
    readonly header: string;
    readonly field: string | null;
    readonly use: string;
  }[];
  readonly rows: readonly RowAnswer[];
  readonly progress: unknown;
  readonly problem: string | null;
}

/** Sends a file as the body. */
export function sendFile(
  service: Pick<Service, 'url'>,
  path: string,
  content: string | Uint8Array,
  type = 'text/csv',
): Promise<Response> {
  return fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': type },
    body: content as never,
  });
}

/** The answer to a file that is taken; anything else fails the test with what was answered. */
export async function imported(
  service: Pick<Service, 'url'>,
  path: string,
  content: string | Uint8Array,
): Promise<ImportAnswer> {
  const response = await sendFile(service, path, content);
  const answer = await response.text();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${answer}`);
  return JSON.parse(answer) as ImportAnswer;
}

/** Rows of cells as a CSV. */
export const csv = (...rows: readonly (readonly (string | number)[])[]): string =>
  rows
    .map((cells) =>
      cells
        .map((cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell))
        .join(','),
    )
    .join('\n');
