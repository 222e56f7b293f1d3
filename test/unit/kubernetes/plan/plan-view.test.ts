import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import type { PlannedObject } from '../../../../src/kubernetes/apply/plan.ts'
import { planLines, planMarkdown } from '../../../../src/kubernetes/plan/plan-text.ts'
import { planView } from '../../../../src/kubernetes/plan/plan-view.ts'

const keep = (text: string): string => text

function object(kind: string, name: string, more: object = {}): KubeObject {
  const { metadata = {}, ...rest } = more as { metadata?: object }
  return { apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1', kind, metadata: { name, ...metadata }, ...rest }
}

function planned(one: KubeObject, more: Partial<PlannedObject> = {}): PlannedObject {
  return {
    ...{ manifest: { object: one, file: 'a.yaml', line: 1 }, path: `/${one.metadata.name}`, namespace: 'shop' },
    ...{ stage: 'configuration', ...more },
  }
}

/** An object that the apply changes from the first form to the second. */
function changed(before: KubeObject, after: KubeObject, more: Partial<PlannedObject> = {}): PlannedObject {
  return planned(after, { live: before, answer: { object: after, created: false }, ...more })
}

const lines = (objects: readonly PlannedObject[], redact = keep) => planLines(planView({ objects }, [], redact))

const deployment = (image: string, more: object = {}, annotations?: object) =>
  object('Deployment', 'web', {
    ...more,
    spec: { template: { metadata: { annotations }, spec: { containers: [{ name: 'app', image }] } } },
  })

test('digests are shown by their beginning, as long as that is another one', () => {
  const image = (digest: string) => deployment(`ghcr.io/acme/hello@sha256:${digest.padEnd(64, '0')}`)
  expect(lines([changed(image('5f0c'), image('91ab'))]).at(-1)).toMatch(
    /image: ghcr\.io\/acme\/hello@sha256:5f0c00000000… → ghcr\.io\/acme\/hello@sha256:91ab00000000…$/,
  )
  const [one, other] = [`${'a'.repeat(63)}1`, `${'a'.repeat(63)}2`]
  expect(lines([changed(image(one), image(other))]).at(-1)).toMatch(/a1 → .*a2$/)
})

test('what waits until the new pods are ready says so', () => {
  const of = (app: string) => object('Service', 'web', { spec: { selector: { app } } })
  expect(lines([changed(of('old'), of('new'), { stage: 'switched' })])).toEqual([
    'Plan: 1 to change',
    '~ Service/web in shop',
    '      once the new pods are ready',
    '    ~ spec.selector.app: old → new',
  ])
})

test('what becomes of each object, and how many there are of each', () => {
  const same = object('ConfigMap', 'same')
  const gone = { path: '/old', apiVersion: 'v1', kind: 'Service', name: 'old', namespace: 'shop' }
  const adoption = { from: ['helm'], byHand: false, patch: [], fields: {} }
  const view = planView(
    {
      objects: [
        planned(object('ConfigMap', 'new'), { answer: { object: object('ConfigMap', 'new'), created: true } }),
        changed(deployment('a:1'), deployment('a:2')),
        planned(same, { live: same, unchanged: { object: same, at: 0 } }),
        changed(
          object('ConfigMap', 'theirs', { data: { a: '1' } }),
          object('ConfigMap', 'theirs', { data: { a: '2' } }),
          {
            ...{ adoption, removedFields: ['data.b'] },
          },
        ),
        planned(object('Job', 'once'), { live: object('Job', 'once'), recreated: true }),
        planned(object('Secret', 'unseen'), { answer: { object: object('Secret', 'unseen'), created: false } }),
        planned(object('Service', 'hooked'), { live: object('Service', 'hooked') }),
        planned(object('ConfigMap', 'in-a-new-namespace')),
      ],
    },
    [gone],
    keep,
  )
  expect(planLines(view)).toEqual([
    'Plan: 2 to create, 2 to change, 1 to delete and create again, 1 to remove, 2 not clear, 1 unchanged; 1 taken over',
    '+ ConfigMap/new in shop',
    '~ Deployment/web in shop',
    '    ~ spec.template.spec.containers[app].image: a:1 → a:2',
    '~ ConfigMap/theirs in shop',
    '      taken over from helm',
    '    ~ data.a: "1" → "2"',
    '    - data.b',
    '± Job/once in shop (deleted and created again)',
    '? Secret/unseen in shop',
    '      what changes is not known: it exists, and the credentials may not read it',
    '? Service/hooked in shop',
    '      what changes is not known: there was no dry run of it',
    '+ ConfigMap/in-a-new-namespace in shop',
  ])
  expect(planMarkdown(view, 'open')).toBe(`<details open>
<summary>Plan: 2 to create, 2 to change, 1 to delete and create again, 1 to remove, 2 not clear, 1 unchanged; 1 taken over</summary>

\`\`\`diff
+ ConfigMap/new in shop
~ Deployment/web in shop
!     spec.template.spec.containers[app].image: a:1 → a:2
~ ConfigMap/theirs in shop
      taken over from helm
!     data.a: "1" → "2"
-     data.b
± Job/once in shop (deleted and created again)
? Secret/unseen in shop
      what changes is not known: it exists, and the credentials may not read it
? Service/hooked in shop
      what changes is not known: there was no dry run of it
+ ConfigMap/in-a-new-namespace in shop
- Service/old in shop
\`\`\`

</details>`)
})

describe('no noise', () => {
  const metadata = (at: number, more: object = {}) => ({
    ...{ resourceVersion: String(at), generation: at, uid: `u${at}`, creationTimestamp: `${at}`, managedFields: [at] },
    annotations: {
      'kubectl.kubernetes.io/last-applied-configuration': `{"data":${at}}`,
      'deployment.kubernetes.io/revision': String(at),
    },
    ...more,
  })

  test('what the server and controllers write at each change is none', () => {
    const [before, after] = [1, 2].map(at => object('Deployment', 'web', { metadata: metadata(at), status: { at } }))
    expect(lines([changed(before as KubeObject, after as KubeObject)])).toEqual(['Plan: 1 unchanged'])
  })

  test.each<[string, KubeObject, KubeObject, readonly string[]]>([
    [
      'our labels are one line',
      object('ConfigMap', 'a', { metadata: { labels: { app: 'a', 'app.kubernetes.io/managed-by': 'Helm' } } }),
      object('ConfigMap', 'a', {
        metadata: {
          labels: {
            ...{ app: 'a', 'app.kubernetes.io/managed-by': 'commit-train' },
            ...{ 'commit-train.dev/service': 'a', 'commit-train.dev/environment': 'b' },
          },
        },
      }),
      ['      it gets the labels of commit-train'],
    ],
    [
      'a label of ours that goes is shown',
      object('ConfigMap', 'a', { metadata: { labels: { app: 'a', 'commit-train.dev/service': 'a' } } }),
      object('ConfigMap', 'a', { metadata: { labels: { app: 'a' } } }),
      ['    - metadata.labels["commit-train.dev/service"]: a'],
    ],
    [
      'the hash of what the pods read is said in words',
      deployment('a:1', {}, { 'commit-train.dev/config': 'salt.one' }),
      deployment('a:1', {}, { 'commit-train.dev/config': 'salt.two' }),
      ['      its pods are replaced, because what they read changes'],
    ],
    [
      'an annotation of others is a change',
      object('ConfigMap', 'a', { metadata: { annotations: { 'a/b': '1' } } }),
      object('ConfigMap', 'a', { metadata: { annotations: { 'a/b': '2' } } }),
      ['    ~ metadata.annotations["a/b"]: "1" → "2"'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(lines([changed(before, after)]).slice(2)).toEqual(expected)
  })
})

describe('values', () => {
  const data = (value: unknown) => object('ConfigMap', 'a', { data: { a: value } })
  const long = 'x'.repeat(300)

  test.each<[string, unknown, unknown, readonly string[]]>([
    ['quoted where another type is meant', '3', 3, ['    ~ data.a: "3" → 3']],
    ['blanks that differ are seen', 'a b', 'a  b', ['    ~ data.a: "a b" → "a  b"']],
    ['empty', '', 'a', ['    ~ data.a: "" → a']],
    ['a new one', undefined, 'b', ['    + data.a: b']],
    ['one that goes', 'b', undefined, ['    - data.a: b']],
    [
      'long ones are cut to where they differ',
      `${long}one`,
      `${long}two`,
      [`    ~ data.a: …${'x'.repeat(20)}one → …${'x'.repeat(20)}two`],
    ],
    ['a long new one', undefined, long, [`    + data.a: ${'x'.repeat(139)}…`]],
    [
      'a text of several lines, line by line',
      'a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n',
      'a: 1\nb: 2\nc: 3\nd: 5\ne: 5\n',
      ['    ~ data.a:', '        …', '        c: 3', '    -   d: 4', '    +   d: 5', '        e: 5'],
    ],
    [
      'the end of a text counts',
      'a\nb',
      'a\nb\n',
      ['    ~ data.a:', '        a', '    -   b (no newline at its end)', '    +   b'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(lines([changed(data(before), data(after))]).slice(2)).toEqual(expected)
  })

  test('a long text is bounded, and what is left out is counted', () => {
    const text = (word: string) => Array.from({ length: 40 }, (_, index) => `${word} ${index}`).join('\n')
    const shown = lines([changed(data(text('old')), data(text('new')))])
    expect(shown).toHaveLength(2 + 1 + 12 + 1)
    expect(shown.at(-1)).toBe('        … and 68 more changed lines')
  })

  test('nothing in a text can give the runner a command or end the block', () => {
    const shown = planMarkdown(
      planView({ objects: [changed(data('a\nb'), data('```\n</details>\r::error::x'))] }, [], keep),
      'open',
    )
    expect(shown).toContain('\n````diff\n')
    expect(shown).not.toContain('\r')
  })
})

test('bounded: objects, lines of an object, lines in all', () => {
  const many = (name: string, fields: number) => {
    const of = (value: string) =>
      object('ConfigMap', name, {
        data: Object.fromEntries(Array.from({ length: fields }, (_, at) => [`k${at}`, value])),
      })
    return changed(of('a'), of('b'))
  }
  const one = lines([many('a', 50)])
  expect(one).toHaveLength(2 + 40 + 1)
  expect(one.at(-1)).toBe('      and 10 more lines')
  const all = lines(Array.from({ length: 162 }, (_, at) => many(`c${at}`, 10)))
  expect(all[0]).toBe('Plan: 162 to change')
  expect(all.at(-1)).toBe('and 62 more objects')
  const objects = Array.from({ length: 162 }, (_, at) => many(`c${at}`, 1))
  const gone = { path: '/old', apiVersion: 'v1', kind: 'Service', name: 'old', namespace: 'shop' }
  expect(planMarkdown(planView({ objects }, [gone], keep), 'open')).toContain(
    '\n- Service/old in shop\nand 63 more objects',
  )
  // 100 objects with 400 lines; each of the others says how many it leaves out.
  expect(all).toHaveLength(1 + 100 + 400 + 60 + 1)
})
