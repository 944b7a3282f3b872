/** Where a request goes that a page must not make; nobody listens. */
const ELSEWHERE = 'http://127.0.0.1:9/elsewhere';

/** Everything by which a text might become something else in a page, a style sheet, a script, XML, Markdown or a terminal. */
export const PAYLOAD = [
  `"'><img src="${ELSEWHERE}" onerror="window.pwned=1">`,
  '<script>window.pwned=2</script></script></style></title></textarea>--><svg onload="window.pwned=3">',
  `<iframe srcdoc="<script>parent.pwned=4</script>"></iframe><base href="${ELSEWHERE}">`,
  `<meta http-equiv="refresh" content="0;url=${ELSEWHERE}"><link rel="stylesheet" href="${ELSEWHERE}">`,
  `<a href="javascript:window.pwned=5" autofocus onfocus="window.pwned=6">a</a><form action="${ELSEWHERE}">`,
  `javascript:window.pwned=7 url(${ELSEWHERE}) @import "${ELSEWHERE}"; } body { background: url(${ELSEWHERE}) }`,
  '${window.pwned=8} {{window.pwned=9}} \\u003cscript\\u003e &lt;b&gt; &#60;b&#62; ]]> <![CDATA[ <!DOCTYPE a>',
  `![a](${ELSEWHERE}) [a](javascript:alert(1)) <${ELSEWHERE}> | a | \`b\` ~~c~~`,
  '\n::error::forged\r\n| forged | row |\n# Forged\n',
  '\u001b[2J\u001b]0;title\u0007\u009b31m \u202egnp.exe\u202c \u2066a\u2069 \ud800 \u0000 \u007f',
].join(' ');

/** What of it must stand in no text for people. */
export const OBEYED = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
