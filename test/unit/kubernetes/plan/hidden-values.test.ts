import { expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { planLines } from '../../../../src/kubernetes/plan/plan-text.ts'
import { planView } from '../../../../src/kubernetes/plan/plan-view.ts'

const KNOWN = 'n3w-secret-value'
const OLD = 'rotated-and-unknown'

const redact = (text: string): string => text.replaceAll(KNOWN, '***')

/** How a change from one form to the other is shown, where only the new secret is known. */
function shown(before: Partial<KubeObject>, after: Partial<KubeObject>, kind = 'ConfigMap'): string {
  const whole = (one: object): KubeObject => ({ apiVersion: 'v1', kind, metadata: { name: 'a' }, ...one })
  const manifest = { object: whole(after), file: 'a.yaml', line: 1 }
  const answer = { object: whole(after), created: false }
  const objects = [{ manifest, path: '/a', stage: 'configuration', live: whole(before), answer } as const]
  return planLines(planView({ objects }, [], redact)).join('\n')
}

const data = (a: unknown) => ({ data: { a } })
const env = (name: string, value?: string) => ({ spec: { containers: [{ name: 'app', env: [{ name, value }] }] } })
const args = (...list: readonly string[]) => ({ spec: { args: list } })
const base64 = (text: string): string => Buffer.from(text).toString('base64')

test.each<[string, Partial<KubeObject>, Partial<KubeObject>, string, string?]>([
  ['Secret data', data(base64(OLD)), data(base64(KNOWN)), 'data.a: changed (value hidden)', 'Secret'],
  ['a new key of a Secret', { data: {} }, data(base64(OLD)), 'data.a: set (value hidden)', 'Secret'],
  ['a key that leaves a Secret', data(base64(OLD)), {}, 'data.a: removed (value hidden)', 'Secret'],
  [
    'an annotation of a Secret, which may repeat it',
    { metadata: { name: 'a', annotations: { x: OLD } } },
    { metadata: { name: 'a', annotations: { x: 'y' } } },
    'metadata.annotations.x: changed (value hidden)',
    'Secret',
  ],
  ['the old value beside a known secret', data(`x ${OLD}`), data(`x ${KNOWN}`), 'data.a: changed (value hidden)'],
  ['the new value beside a known secret', data(`x ${KNOWN}`), data(OLD), 'data.a: changed (value hidden)'],
  ['a text with a known secret', data(`a\nx ${OLD}\n`), data(`a\nx ${KNOWN}\n`), 'data.a: changed (value hidden)'],
  [
    'bytes',
    { binaryData: { a: base64(OLD) } },
    { binaryData: { a: base64('x') } },
    'binaryData.a: changed (value hidden)',
  ],
  ['a key that is called so', { data: { DB_PASSWORD: OLD } }, {}, 'data.DB_PASSWORD: removed (value hidden)'],
  [
    'a variable that is called so',
    env('API_TOKEN', OLD),
    env('API_TOKEN', 'x'),
    'containers[app].env[API_TOKEN].value: changed (value hidden)',
    'Pod',
  ],
  [
    'an item that goes with its value',
    env('API_TOKEN', OLD),
    { spec: { containers: [{ name: 'app', env: [] }] } },
    'value: removed (value hidden)',
    'Pod',
  ],
  [
    'a field of a custom resource',
    { spec: { password: OLD } },
    { spec: { password: 'x' } },
    'spec.password: changed (value hidden)',
    'Login',
  ],
  [
    'the password of an address',
    data(`postgres://app:${OLD}@db/x`),
    data('postgres://db/x'),
    'data.a: changed (value hidden)',
  ],
  ['an option of a program', args(`--password=${OLD}`), args('x'), 'spec.args: changed (value hidden)', 'Pod'],
  [
    'an option and its value',
    args('--api-key', OLD),
    args('--api-key', 'x'),
    'spec.args: changed (value hidden)',
    'Pod',
  ],
  ['JSON', data(`{"token":"${OLD}"}`), data('{}'), 'data.a: changed (value hidden)'],
  ['a line of a file', data(`a: 1\npassword: ${OLD}\n`), data('a: 1\n'), 'data.a: changed (value hidden)'],
  [
    'a block below its name',
    data(`a: 1\npassword: |\n  ${OLD}\n`),
    data('a: 1\npassword: |\n  x\n'),
    'data.a: changed (value hidden)',
  ],
  [
    'a private key',
    data(`-----BEGIN PRIVATE KEY-----\n1\n2\n3\n${OLD}\n-----END PRIVATE KEY-----\n`),
    data('-----BEGIN PRIVATE KEY-----\n1\n2\n3\n4\n-----END PRIVATE KEY-----\n'),
    'data.a: changed (value hidden)',
  ],
])('%s is not shown', (_, before, after, expected, kind) => {
  const text = shown(before, after, kind)
  expect(text).toContain(expected)
  expect(text).not.toContain(OLD)
  expect(text).not.toContain(base64(OLD))
  expect(text).not.toContain(KNOWN)
})

test.each([
  ...['DB_PASS', 'MYSQL_PASS', 'PGPASS', 'dbPass', 'PASSCODE', 'DB_CREDS', 'BASIC_AUTH', 'connectionString'],
  ...['ENCRYPTION_KEY', 'encryptKey', 'SIGNING_KEY', 'SESSION_KEY', 'MASTER_KEY', 'APP_KEY', 'AWS_ACCESS_KEY_ID'],
])('the value of %s is not shown, wherever it stands', name => {
  for (const text of [
    shown(data(''), { data: { a: '', [name]: OLD } }),
    shown({ data: { [name]: OLD } }, { data: { [name]: 'x' } }),
    shown(env(name, OLD), env(name, 'x'), 'Pod'),
    shown({ spec: { [name]: { value: OLD } } }, { spec: { [name]: { value: 'x' } } }, 'Login'),
    shown(data(`${name}=${OLD}`), data('')),
    shown(data(`a\nb: {"${name}": "${OLD}"}\n`), data('a\n')),
    shown(data(`- name: ${name}\n  value: ${OLD}\n`), data(`- name: ${name}\n  value: x\n`)),
    shown(args(`--${name}`, OLD), args('x'), 'Pod'),
    shown(args(`app --${name} ${OLD}`), args('x'), 'Pod'),
  ]) {
    expect(text).toContain('(value hidden)')
    expect(text).not.toContain(OLD)
  }
})

test.each<[string, string, string]>([
  ['--db-pass in a command', `app --db-pass ${OLD}`, 'app'],
  ['the key of a connection', `DefaultEndpointsProtocol=https;AccountKey=${OLD};`, ''],
  ['the signature of an address', `https://a.example/b?sv=2&sig=${OLD}`, ''],
  ['an element', `<password>${OLD}</password>`, ''],
  ['an attribute', `<add key="Password" value="${OLD}"/>`, ''],
  ['a line without a separator', `port 1\nrequirepass ${OLD}\n`, 'port 1\n'],
  ['a block far below its name', `password: |\n  1\n  2\n  3\n  ${OLD}\n`, 'password: |\n  1\n  2\n  3\n  4\n'],
  ['its last line', `a:\n  token: >-\n    1\n\n    2\n    ${OLD}`, 'a:\n  token: >-\n    1\n\n    2\n    3'],
  ['a list', `tokens:\n- 1\n- 2\n- ${OLD}\n`, 'tokens:\n- 1\n- 2\n- 3\n'],
  ['a list of JSON', `{\n "tokens": [\n  "1",\n  "2",\n  "${OLD}"\n ]\n}`, '{\n "tokens": [\n  "1",\n  "2"\n ]\n}'],
  ['the user of curl', `curl -u app:${OLD} https://a.example`, 'curl https://a.example'],
  ['the same without a blank', `curl -uapp:${OLD} https://a.example`, 'curl https://a.example'],
  ['the same in a list', `["curl", "--user", "app:${OLD}"]`, '["curl"]'],
  ['an address with a login', `git clone https://app:${OLD}@a.example/b`, 'git clone'],
  ['an address with a token alone', `git clone https://${OLD}@a.example/b`, 'git clone'],
  ['the password of mysql', `mysql -u root -p${OLD} db`, 'mysql db'],
  ['the password of sshpass', `sshpass -p ${OLD} ssh a`, 'ssh a'],
  ['the password of a registry', `docker login -u app -p ${OLD} a.example`, ''],
  ['the password of Redis', `redis-cli -h a -a ${OLD} ping`, 'redis-cli ping'],
  ['a header', `X-Sent: Basic ${OLD}Zw==`, ''],
  ['the token of a service', `a: ghp_${'a'.repeat(20)}${OLD}`, 'a: b'],
  ['a JSON Web Token', `a: eyJhbGciOiJI.eyJzdWIiOiIx.${OLD}`, 'a: b'],
  ['what does not change in a block', `password: |\n  1\n  ${OLD}\nb: 1\n`, `password: |\n  1\n  ${OLD}\nb: 2\n`],
])('a text with %s is not shown', (_, before, after) => {
  const text = shown(data(before), data(after))
  expect(text).toContain('data.a: changed (value hidden)')
  expect(text).not.toContain(OLD)
})

test.each<[string, Partial<KubeObject>, Partial<KubeObject>, string, string?]>([
  [
    'the line after a block',
    data('password: |\n  1\n  2\nb: 1\nc: 1\n'),
    data('password: |\n  1\n  2\nb: 1\nc: 2\n'),
    'c: 2',
  ],
  [
    'what stands below the name of a Secret',
    data('secretRef:\n  a: 1\n  b: 1\n  c: 1\n'),
    data('secretRef:\n  a: 1\n  b: 1\n  c: 2\n'),
    'c: 2',
  ],
  ['a longer word', data('passThrough: 1, author: 2'), data('passThrough: 2, author: 2'), 'passThrough: 2'],
  ['an annotation of a proxy', data('auth-url: a'), data('auth-url: b'), 'auth-url: b'],
  ['the directive of a proxy', data('proxy_pass a'), data('proxy_pass b'), 'proxy_pass b'],
  ['another key', data('sortKey: a'), data('sortKey: b'), 'sortKey: b'],
  [
    'the name of a Secret',
    { spec: { secretName: 'one' } },
    { spec: { secretName: 'two' } },
    'spec.secretName: one → two',
  ],
  [
    'a switch',
    { spec: { automountServiceAccountToken: true } },
    { spec: { automountServiceAccountToken: false } },
    'true → false',
  ],
  ['labels of a Secret', {}, { metadata: { name: 'a', labels: { b: 'c' } } }, '+ metadata.labels.b: c', 'Secret'],
  ['a number', env('RETRIES', '3'), env('RETRIES', '4'), 'env[RETRIES].value: "3" → "4"', 'Pod'],
  [
    'a file whose changed lines are no secret',
    data('password: x\nb\nc\nd: 1\n'),
    data('password: x\nb\nc\nd: 2\n'),
    'd: 2',
  ],
  ['a user and a group', args('run', '-u 1000:1000'), args('run', '-u 1000:1001'), '-u 1000:1001', 'Pod'],
  ['an image and its tag', data('docker run -u app a:1'), data('docker run -u app a:2'), 'a:2'],
  ['a port', data('mysql --port 1 -P1'), data('mysql --port 2 -P1'), '--port 2'],
  ['a word before another', data('basic setup'), data('basic settings'), 'basic settings'],
  ['an address', data('https://one.example/a'), data('https://two.example/a'), 'https://two.example/a'],
])('%s is shown', (_, before, after, expected, kind) => {
  expect(shown(before, after, kind)).toContain(expected)
})
