import { expect, test } from 'vitest'
import type { BuildEvent } from '../../../../../src/delivery/image/plan/event.ts'
import { extraTagsOf, parseTagRule } from '../../../../../src/delivery/image/plan/extra-tags.ts'
import { pushOf } from '../build-world.ts'
import { problemOf } from '../thrown.ts'

const sha = 'a'.repeat(40)
const of = (lines: readonly string[], event: Partial<BuildEvent> = {}) =>
  extraTagsOf(lines.map(parseTagRule), { ...pushOf(sha), ...event })
const tag = (tagName: string): Partial<BuildEvent> => ({ tagName, branch: undefined })

test.each<[string, string[], Partial<BuildEvent>, string[]]>([
  ['tags as they are, each once', ['main', 'v1.2.3', 'main'], {}, ['main', 'v1.2.3']],
  ['the branch', ['type=ref,event=branch'], {}, ['main']],
  ['a branch with a name that no tag can have', ['type=ref,event=branch'], { branch: 'feature/#1 ü' }, ['feature-1-']],
  ['no branch', ['type=ref,event=branch'], tag('v1'), []],
  ['the git tag', ['type=ref,event=tag'], tag('hello/v1'), ['hello-v1']],
  ['the pull request', ['type=ref,event=pr'], { pullNumber: 7, branch: undefined }, ['pr-7']],
  ['no pull request', ['type=ref,event=pr'], {}, []],
  [
    'a version and its parts',
    ['{{version}}', '{{major}}.{{minor}}', '{{major}}', 'r{{patch}}', '{{raw}}'].map(p => `type=semver,pattern=${p}`),
    tag('v1.2.3'),
    ['1.2.3', '1.2', '1', 'r3', 'v1.2.3'],
  ],
  [
    'a version before the release is whole',
    ['{{version}}', '{{major}}.{{minor}}', '{{raw}}'].map(p => `type=semver,pattern=${p}`),
    tag('v1.2.3-rc.1+build.5'),
    ['1.2.3-rc.1', 'v1.2.3-rc.1-build.5'],
  ],
  ['no git tag', ['type=semver,pattern={{version}}'], {}, []],
  ['what is added', ['type=ref,event=branch,prefix=b-,suffix=-x'], {}, ['b-main-x']],
  [
    'what is turned off',
    [
      'type=raw,value=latest,enable={{is_default_branch}}',
      'type=raw,value=a,enable=false',
      'type=raw,value=b,enable=true',
    ],
    { branch: 'feature' },
    ['b'],
  ],
  ['only on the default branch', ['type=raw,value=latest,enable={{is_default_branch}}'], {}, ['latest']],
])('%s', (_what, lines, event, tags) => {
  expect(of(lines, event)).toEqual({ tags, notices: [] })
})

test.each<[string, string[], Partial<BuildEvent>, RegExp]>([
  [
    'a git tag that is no version',
    ['type=semver,pattern={{version}}'],
    tag('nightly'),
    /^The git tag nightly is no semantic version/,
  ],
  ['a version that is none', ['type=semver,pattern={{version}}'], tag('v01.2.3'), /no semantic version/],
  [
    'a branch that is a full SHA',
    ['type=ref,event=branch'],
    { branch: sha },
    /cannot be a tag beside the full SHA: left out$/,
  ],
  ['a branch without a letter', ['type=ref,event=branch'], { branch: '--' }, /"" cannot be a tag/],
])('%s is said', (_what, lines, event, notice) => {
  expect(of(lines, event)).toEqual({ tags: [], notices: [expect.stringMatching(notice)] })
})

test.each<[string, RegExp]>([
  ['acme/hello:1', /write a tag alone, such as main or v1\.2\.3 .*, or a rule of docker\/metadata-action/],
  [sha, /a full SHA is the tag of its commit/],
  [`type=raw,value=${sha}-arm64`, /a full SHA is the tag of its commit/],
  ['type=raw', /write a tag alone/],
  ['type=sha', /"type" is ref, semver or raw; the full SHA is always a tag$/],
  ['type=schedule', /"type" is ref, semver or raw/],
  ['type=ref', /"event" is branch, tag or pr$/],
  ['type=ref,event=toString', /"event" is branch, tag or pr$/],
  ['type=semver', /"pattern" is made of \{\{version\}\}/],
  ['type=semver,pattern={{date}}', /"pattern" is made of/],
  ['type=ref,event=branch,priority=600', /"priority=600" is none of type=, value=/],
  ['type=ref,event=branch,enable=${{ x }}', /"enable" is true, false or \{\{is_default_branch\}\}$/],
  ["type=raw,value={{date 'YYYYMMDD'}}", /write a tag alone/],
])('%s is refused', (line, expected) => {
  const said = problemOf(() => parseTagRule(line))
  expect(said).toMatch(/^input-invalid: Input "tags" is "/)
  expect(said).toMatch(expected)
})
