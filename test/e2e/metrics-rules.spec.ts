import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describeWith } from '../needs.js';
import { PROMETHEUS_CONFIG } from './prometheus-watch.js';

interface Rule {
  readonly alert?: string;
  readonly labels?: { readonly severity?: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

const RULES = filesOf('rules');
const TESTS = filesOf('tests');
const ALERTS = RULES.flatMap((file) => {
  const { groups } = parse(readFileSync(file, 'utf8')) as { groups: { rules: Rule[] }[] };
  return groups.flatMap(({ rules }) => rules.filter(({ alert }) => alert !== undefined));
});

function filesOf(folder: string): string[] {
  return readdirSync(join(PROMETHEUS_CONFIG, folder)).map((name) => join(PROMETHEUS_CONFIG, folder, name));
}

function promtool(...args: readonly string[]): string {
  return execFileSync('promtool', args, { encoding: 'utf8' });
}

describeWith('promtool', 'the rules that we ship', () => {
  it.each(RULES)('are well formed: %s', (file) => {
    expect(promtool('check', 'rules', file)).toMatch(/SUCCESS: \d+ rules found/);
  });

  it.each(TESTS)('fire when they must and only then: %s', (file) => {
    expect(promtool('test', 'rules', file)).toContain('SUCCESS');
  });
});

describe('the alerts that we ship', () => {
  it('are there', () => expect(ALERTS.length).toBeGreaterThanOrEqual(15));

  it.each(ALERTS)('$alert says in both languages what is so and what to do', ({ labels, annotations }) => {
    const { summary, summary_en, description, description_en } = annotations!;
    expect(summary).toMatch(/\p{Script=Han}/u);
    expect(summary_en).toMatch(/^[^\p{Script=Han}]+$/u);
    expect(description).toMatch(/^处理：.*\p{Script=Han}/u);
    expect(description_en).toMatch(/^To do: [^\p{Script=Han}]+$/u);
    expect(['critical', 'warning', 'info']).toContain(labels?.severity);
  });

  it.each(ALERTS)('$alert has a test in which it fires, and one in which it does not', ({ alert }) => {
    const tests = TESTS.flatMap((file) => {
      type Case = { promql_expr_test: { expr: string; exp_samples?: object[] }[] };
      return (parse(readFileSync(file, 'utf8')) as { tests: Case[] }).tests;
    });
    const rows = tests.flatMap(({ promql_expr_test }) =>
      promql_expr_test.filter(({ expr }) => names(expr, alert!)),
    );
    expect(rows.some(({ exp_samples }) => exp_samples !== undefined)).toBe(true);
    expect(rows.some(({ exp_samples }) => exp_samples === undefined)).toBe(true);
  });
});

/** Whether the expression asks for this alert: by its name, or by a pattern. */
function names(expression: string, alert: string): boolean {
  const [, operator, text] = /alertname(=~?)"([^"]+)"/.exec(expression) ?? [];
  if (text === undefined) return false;
  return operator === '=~' ? new RegExp(`^(?:${text})$`).test(alert) : text === alert;
}
