import { describe, expect, test } from 'vitest'
import { parseManifests } from '../../../../src/kubernetes/manifests/parse.ts'
import { secretValues } from '../../../../src/kubernetes/manifests/secret-values.ts'
import { configMap, DIGEST, read, refusalOf, workload } from './rendered.ts'

describe('reading rendered files', () => {
  test('takes documents from all files in order, with the line each begins at', () => {
    const set = read(`# first\n---\n${configMap('a')}---\n${configMap('b')}`, configMap('c'))
    expect(set.manifests.map(({ object, file, line }) => [object.metadata.name, file, line])).toEqual([
      ['a', 'f0.yaml', 3],
      ['b', 'f0.yaml', 7],
      ['c', 'f1.yaml', 1],
    ])
  })

  test('lets documents pass that hold only comments or nothing', () => {
    const set = read(`# only a comment\n---\n---\n# another\n---\n${configMap('a')}---\n`, '', '# nothing here\n')
    expect(set.manifests).toHaveLength(1)
  })

  test('takes lists apart, also lists in lists', () => {
    const items = `[{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}]}, {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}]`
    expect(
      read(`apiVersion: v1\nkind: List\nitems: ${items}`).manifests.map(({ object }) => object.metadata.name),
    ).toEqual(['a', 'b'])
  })

  // Each as `kubectl create --dry-run=client -o json` gives it.
  test.each([
    ['0644', 420],
    ['0o644', 420],
    ['-010', -8],
    ['0', 0],
    ['089', 89],
    ['"0644"', '0644'],
    ['1_000', 1000],
    ['1_0.5', 10.5],
    ['0x1F', 31],
    ['0b11', 3],
    ['1e3', 1000],
    ['.5', 0.5],
    ['yes', true],
    ['y', true],
    ['On', true],
    ['No', false],
    ['OFF', false],
    ['True', true],
    ['"yes"', 'yes'],
    ['12:30', '12:30'],
    ['1:2:3', '1:2:3'],
    ['2001-01-01', '2001-01-01'],
    ['2001-01-01T10:00:00Z', '2001-01-01T10:00:00Z'],
    ['~', null],
  ])('reads %s as kubectl does', (text, value) => {
    expect(read(`${configMap('a')}data: {a: ${text}}\n`).manifests[0]?.object.data).toEqual({ a: value })
  })
})

describe('refusing what is no manifest', () => {
  test.each([
    ['no object in any file', '# nothing', 'manifests-empty', undefined, /no object/],
    ['no YAML', `${configMap('a')}---\na: [1\n`, 'manifest-invalid', 'f0.yaml:6', /not YAML/],
    ['a list at the top', '- a\n- b\n', 'manifest-invalid', 'f0.yaml:1', /mapping/],
    ['a text', '<html>\n', 'manifest-invalid', 'f0.yaml:1', /mapping/],
    [
      'no apiVersion',
      'kind: ConfigMap\nmetadata: {name: a}',
      'manifest-invalid',
      'f0.yaml:1',
      /ConfigMap has no apiVersion/,
    ],
    ['no kind', 'apiVersion: v1\nmetadata: {name: a}', 'manifest-invalid', 'f0.yaml:1', /no kind/],
    ['no name', 'apiVersion: v1\nkind: ConfigMap\n', 'manifest-invalid', 'f0.yaml:1', /no metadata.name/],
    [
      'a number as name',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: 5}',
      'manifest-invalid',
      'f0.yaml:1',
      /no metadata.name/,
    ],
    [
      'generateName',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: a-}',
      'manifest-invalid',
      'f0.yaml:1',
      /generateName/,
    ],
    [
      'a list with something else in it',
      'apiVersion: v1\nkind: List\nitems: [5]',
      'manifest-invalid',
      'f0.yaml:1',
      /mapping/,
    ],
  ])('%s', (_, text, reason, where, message) => {
    const error = refusalOf(text)
    expect(error).toMatchObject({ reason, outcome: 'refused' })
    expect(error.message).toMatch(message)
    expect(error.findings[0]?.where).toBe(where)
  })

  test.each([
    ['an open quote', 'password: "hunter2\n  x: [', /MISSING_CHAR/],
    ['a block header', 'password: |hunter2-tail\n', /after .* the \| or > of a block string \(UNEXPECTED_TOKEN\)/],
    ['a tag', 'password: !hunter2 x\n  y: *hunter2\n', /not YAML/],
    ['an alias', 'password: *hunter2\n', /aliases|BAD_ALIAS/],
    ['a reserved character', 'password: @hunter2\n', /reserved character; put it in quotes/],
    ['a key twice', 'hunter2: 1\nhunter2: 2\n', /a key occurs twice \(DUPLICATE_KEY\)/],
  ])('never quotes the text that is no YAML, for it could hold a Secret: %s', (_, text, words) => {
    const error = refusalOf(`kind: Secret\n${text}`)
    expect(error.findings).toMatchObject([{ reason: 'manifest-invalid', where: expect.stringMatching(/^f0.yaml:\d$/) }])
    expect(error.message).toMatch(words)
    expect(JSON.stringify([error.message, error.findings])).not.toContain('hunter2')
  })

  const head = (apiVersion: string, kind: string, metadata: string): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {${metadata}}\n`

  test.each([
    [
      head('v1%zz', 'ConfigMap', 'name: a'),
      'the apiVersion "v1%zz" of this ConfigMap is none: write VERSION or GROUP/VER',
    ],
    [head('"apps/v1/../v2"', 'Deployment', 'name: a'), 'the apiVersion "apps/v1/../v2" of this Deployment is none'],
    [head('".."', 'ConfigMap', 'name: a'), 'the apiVersion ".."'],
    [head('/v1', 'ConfigMap', 'name: a'), 'the apiVersion "/v1"'],
    [head('apps/', 'ConfigMap', 'name: a'), 'the apiVersion "apps/"'],
    [head('"v1?x=1"', 'ConfigMap', 'name: a'), 'the apiVersion "v1?x=1"'],
    [head('"v1#"', 'ConfigMap', 'name: a'), 'the apiVersion "v1#"'],
    [head('"v1\\n"', 'ConfigMap', 'name: a'), 'the apiVersion "v1"'],
    [head('{{ .version }}', 'ConfigMap', 'name: a'), 'ConfigMap has no apiVersion'],
    [head('"{{ .version }}"', 'ConfigMap', 'name: a'), 'the apiVersion "{{ .version }}"'],
    [head(`"${'v'.repeat(200)}%"`, 'ConfigMap', 'name: a'), `the apiVersion "${'v'.repeat(59)}…"`],
    [head('v1', 'Config/Map', 'name: a'), 'the kind "Config/Map" is none: letters'],
    [head('v1', '"Config Map"', 'name: a'), 'the kind "Config Map"'],
    [head('v1', '"\\uD800"', 'name: a'), 'the kind'],
    [head('v1', 'ConfigMap', 'name: "../b"'), 'the name "../b" of this ConfigMap cannot be one: no "/"'],
    [head('v1', 'ConfigMap', 'name: ".."'), 'the name ".."'],
    [head('v1', 'ConfigMap', 'name: "a%2f"'), 'the name "a%2f"'],
    [head('v1', 'ConfigMap', 'name: "a\\nb"'), 'the name "a b"'],
    [head('v1', 'ConfigMap', 'name: "a\\uD800"'), 'the name "a\uFFFD"'],
    [head('batch/v1', 'Job', 'generateName: "a/"'), 'the name "a/" of this Job'],
    [head('v1', 'ConfigMap', 'name: a, namespace: "b/c"'), 'the namespace "b/c" of ConfigMap/a cannot be one'],
    [head('v1', 'ConfigMap', 'name: a, namespace: ".."'), 'the namespace ".."'],
    [head('v1', 'ConfigMap', `name: a, namespace: ${'n'.repeat(64)}`), 'the namespace "nnn'],
    [head('v1', 'ConfigMap', 'name: a, namespace: "Shop"'), 'the namespace "Shop"'],
  ])('says what no address of the API can be made of: %j', (text, words) => {
    const error = refusalOf(text)
    expect(error).toMatchObject({ reason: 'manifest-invalid', outcome: 'refused' })
    expect(error.findings).toEqual([
      { reason: 'manifest-invalid', where: 'f0.yaml:1', text: expect.stringContaining(words) },
    ])
    expect(error.message).not.toMatch(/[\n\r]/)
  })

  test.each([
    head('rbac.authorization.k8s.io/v1', 'ClusterRole', 'name: "system:a.b_C"'),
    head('example.com/v1alpha1', 'x-kind', 'name: a'),
    head('apps/v1beta-2', 'A', 'name: ...'),
    head('v1', 'ConfigMap', 'name: a, namespace: 0-n'),
  ])('lets pass what the API server may take: %j', text => {
    expect(read(text).manifests).toHaveLength(1)
  })

  test('names both places of an object that is there twice', () => {
    const error = refusalOf(configMap('a'), `${configMap('b')}---\n${configMap('a')}`)
    expect(error.reason).toBe('object-duplicate')
    expect(error.findings).toMatchObject([{ where: 'f1.yaml:5', text: expect.stringContaining('f0.yaml:1') }])
  })

  test('lets the same name be in two namespaces and in two kinds', () => {
    const service = configMap('a').replace('ConfigMap', 'Service')
    expect(read(configMap('a'), configMap('a', ', namespace: other'), service).manifests).toHaveLength(3)
  })

  test.each([
    ['StatefulSet', 'apps/v1'],
    ['DaemonSet', 'apps/v1'],
    ['ReplicaSet', 'apps/v1'],
    ['Job', 'batch/v1'],
    ['CronJob', 'batch/v1'],
    ['Pod', 'v1'],
    ['ReplicationController', 'v1'],
  ])('a %s is accepted', (kind, apiVersion) => {
    expect(read(workload(kind, apiVersion, `web${DIGEST}`))).toMatchObject({ manifests: [{}], warnings: [] })
  })

  test.each([
    ['Job', 'batch/v1'],
    ['Pod', 'v1'],
  ])('a %s may have a generated name: it ends', (kind, apiVersion) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {generateName: ${'x'.repeat(60)}-, labels: {a: b}}\n`
    let count = 0
    const files = [{ file: 'a.yaml', text: `${text}---\n${text}` }]
    const { manifests } = parseManifests(files, { suffix: () => `id${++count}` })
    expect(manifests.map(({ object }) => object.metadata)).toEqual([
      { name: `${'x'.repeat(58)}id1`, labels: { a: 'b' } },
      { name: `${'x'.repeat(58)}id2`, labels: { a: 'b' } },
    ])
    const name = parseManifests(files).manifests[0]?.object.metadata.name
    expect(name).toMatch(/^x{58}[b-z2-9]{5}$/)
    expect(parseManifests(files).manifests[0]?.object.metadata.name).not.toBe(name)
  })

  test('reports everything at once', () => {
    const error = refusalOf('kind: ConfigMap', configMap('a'), configMap('a'), workload('Job', 'batch/v1', 'web'))
    expect(error.findings.map(({ reason }) => reason)).toEqual([
      'manifest-invalid',
      'object-duplicate',
      'image-not-pinned',
    ])
    expect(error.reason).toBe('manifests-rejected')
    expect(error.message).toContain('and 2 more')
  })
})

describe('a set that is too large', () => {
  const many = (count: number): string =>
    Array.from({ length: count }, (_, index) => configMap(`c${index}`)).join('---\n')

  test('has at most 1,000 objects', () => {
    expect(read(many(600), many(400).replaceAll('name: c', 'name: d')).manifests).toHaveLength(1_000)
    const error = refusalOf(many(1_001))
    expect(error).toMatchObject({ reason: 'manifests-too-large', outcome: 'refused' })
    expect(error.message).toBe(
      'The templates render 1001 objects, more than the 1000 of one deployment; check the loops in the templates, or deploy several services',
    )
  })

  test('has at most 10 MB, and the largest file is named', () => {
    const text = (bytes: number): string => `# ${'x'.repeat(bytes - 2)}`
    expect(() => read(configMap('a'), text(9_999_900))).not.toThrow()
    const error = refusalOf(text(1_500_000), text(8_500_001))
    expect(error).toMatchObject({ reason: 'manifests-too-large' })
    expect(error.message).toBe(
      'The templates render 10.0 MB, more than the 10 MB of one deployment; the largest is f1.yaml with 8.5 MB',
    )
  })
})

test('the texts of Secrets are found, decoded', () => {
  const set = read(
    `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {x: plain, empty: ""}\ndata: {y: ${Buffer.from('from base64').toString('base64')}}\n`,
    `${configMap('c')}data: {z: no secret}\n`,
  )
  expect(secretValues(set)).toEqual(['plain', 'from base64'])
})
