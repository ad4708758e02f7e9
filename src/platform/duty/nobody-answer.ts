import type { ServerResponse } from 'node:http';
import { pagePolicy } from '../page/page-policy.js';
import { problem } from '../problem/problem-details.js';

/** After so long another attempt makes sense. */
const RETRY_S = 2;

/** A replica on duty that starts, one that does not answer, or none at all: whoever asks is told to ask again. */
export type Why = 'starting' | 'nobody' | 'unreachable' | 'went-round';

const DETAILS: Readonly<Record<Why, string>> = {
  starting: 'The service is starting on another replica. Ask again in a few seconds.',
  nobody: 'No replica is on duty; one takes over within seconds. Ask again.',
  unreachable:
    'The replica on duty does not answer at the address that it gave. Ask again in a few seconds; if it stays so, see that ' +
    'replicas reach each other, and set SHOUWANG_REPLICA_URL of each.',
  'went-round':
    'This call came from another replica, and this one is not on duty either. Ask again in a few seconds; if it stays so, set ' +
    'SHOUWANG_REPLICA_URL of each replica to the address at which the others reach it.',
};

/** A browser on its way to a page gets one that comes again by itself; everybody else a problem. */
export function answerNobody(response: ServerResponse, why: Why, wantsPage = false): void {
  const body = wantsPage ? PAGE : JSON.stringify(problem(503, 'nobody-on-duty', DETAILS[why]));
  response.writeHead(503, {
    'content-type': wantsPage ? 'text/html; charset=utf-8' : 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'retry-after': String(RETRY_S),
    'cache-control': 'no-store',
    ...(wantsPage && { refresh: String(RETRY_S), 'content-security-policy': POLICY }),
    // What is left of the call's body is not read.
    connection: 'close',
  });
  response.end(body);
}

const STYLE =
  ':root{color-scheme:light dark;font:16px/1.7 system-ui,"PingFang SC","Microsoft YaHei",sans-serif}' +
  'body{min-height:90vh;margin:0 auto;padding:0 1.5rem;max-width:32rem;display:grid;align-content:center}' +
  'h1{font-size:1.5rem;margin:0}p{margin:.5rem 0}[lang=en]{opacity:.65;font-size:.875rem}';
const POLICY = pagePolicy(STYLE);
const PAGE = `<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>守望</title>
<style>${STYLE}</style>
<h1>稍候片刻</h1>
<p>服务正在由另一台服务器接管，几秒钟后本页会自动打开。</p>
<p lang="en">Another server is taking the service over. This page opens by itself in a few seconds.</p>
</html>
`;
