import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { LAYERS, PARTS } from '../../script/architecture/rules.ts'

const root = resolve(import.meta.dirname, '../..')
const guides = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: root })]
const linked = [
  ...guides,
  'SECURITY.md',
  'CHANGELOG.md',
  ...['actions', 'examples', 'workflows-templates', 'test', 'packages'].flatMap(folder =>
    globSync(`${folder}/**/*.md`, { cwd: root, exclude: path => path.includes('node_modules') }),
  ),
]

function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

/** The files and folders of this repository that a text names, in code or in prose; `*` and `<name>` stand for any part. */
function pathsIn(text: string): string[] {
  const named = text.match(/(?<![\w./-])(?:src|test|script|docs)\/[\w./*<>-]*[\w*>/]/g) ?? []
  // `docs/**` is what a policy or an input may say about another repository.
  return [...new Set(named)].filter(path => !path.includes('**'))
}

function isThere(path: string): boolean {
  const pattern = path.replaceAll(/<[\w-]+>/g, '*')
  return pattern.includes('*') ? globSync(pattern, { cwd: root }).length > 0 : existsSync(join(root, pattern))
}

/** The text without its blocks of code, where `#` begins a comment and brackets are no link. */
function prose(text: string): string {
  return text.replaceAll(/^( *)(`{3,})[^\n]*\n[\s\S]*?^\1\2 *$/gm, '')
}

/** Where the links and pictures of a page lead, but for those that leave the repository. */
function linksIn(text: string): string[] {
  const targets = [...prose(text).matchAll(/\]\(([^()\s]+)\)/g)].map(match => match[1] ?? '')
  return targets.filter(target => !/^[a-z]+:/.test(target))
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsIn(text: string): string[] {
  const headings = [...prose(text).matchAll(/^#{1,6} +(.+?) *$/gm)].map(match => match[1] ?? '')
  const slugs = headings.map(heading =>
    heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-'),
  )
  return slugs.map((slug, index) => {
    const before = slugs.slice(0, index).filter(other => other === slug).length
    return before === 0 ? slug : `${slug}-${before}`
  })
}

function isBroken(file: string, target: string): boolean {
  const [path = '', anchor] = target.split('#')
  const page = path === '' ? file : join(dirname(file), path)
  if (!existsSync(join(root, page))) return true
  return anchor !== undefined && !(page.endsWith('.md') && anchorsIn(textOf(page)).includes(anchor))
}

test.each(guides)('%s names only files that are there', file => {
  expect(pathsIn(textOf(file)).filter(path => !isThere(path))).toEqual([])
})

test.each(linked)('the links of %s lead somewhere', file => {
  expect(linksIn(textOf(file)).filter(target => isBroken(file, target))).toEqual([])
})

// `-F` converts `false` to a boolean; `key[]` without a value is an empty list with either, and the code writes `-f`.
test.each(guides)('%s asks for a deployment as the action does', file => {
  const fields = textOf(file).match(/(?:-\w|--[\w-]+) '?(?:auto_merge|required_contexts)\S*/g) ?? []
  expect(
    fields.filter(field => !['-F auto_merge=false', "-f 'required_contexts[]'"].includes(field.replace(/`$/, ''))),
  ).toEqual([])
})

test('docs/architecture.md has every room, and every large room’s own rooms', () => {
  const large = ['delivery', 'deployments', 'domain', 'github', 'kubernetes']
  const rooms = globSync(['*/', ...large.map(room => `${room}/*/`)], { cwd: join(root, 'src') })
  const table = textOf('docs/architecture.md')
  const missing = rooms
    .map(room => `src/${room.replace(/\/$/, '')}/`)
    .filter(room => !table.includes(`| \`${room}\` |`))
  expect(missing).toEqual([])
})

const layerOf = (place: string) => LAYERS.findIndex(rooms => rooms.includes(place.split('/')[1] ?? ''))

/** Whether `below` may follow `above`: in a lower layer or the same one; of parts of a room, the one that imports first. */
function goesDown(above: string, below: string): boolean {
  if (above.split('/')[1] !== below.split('/')[1]) return layerOf(above) <= layerOf(below)
  const parts = Object.entries(PARTS).find(([room]) => [above, below].every(one => one.startsWith(`src/${room}/`)))
  if (parts === undefined) return true
  const [room, names] = parts
  const depthIn = (place: string) => names.indexOf(place.slice(`src/${room}/`.length, -1) || '.')
  // A room without files of its own is a heading.
  return depthIn(above) === -1 || depthIn(below) < depthIn(above)
}

test('the table of docs/architecture.md goes down as the imports do', () => {
  const table = textOf('docs/architecture.md').matchAll(/^\| `(src\/[\w/-]+\/)` \|/gm)
  const places = [...table].map(([, place = '']) => place)
  expect(places.length).toBeGreaterThan(40)
  expect(places.filter((place, index) => index > 0 && !goesDown(places[index - 1] ?? '', place))).toEqual([])
})

test('README names the versions that are used', () => {
  const kubernetes = /k8s\.io\/kubernetes v(\d+\.\d+)/.exec(textOf('test/platform/kubernetes/go.mod'))?.[1]
  const go = /put (Go [\d.]+) or newer/.exec(textOf('script/setup/tasks/go.ts'))?.[1]
  expect(textOf('README.md')).toContain(`tested with ${kubernetes}`)
  expect(textOf('README.md')).toContain(go)
})

test('the workflow that README shows is the template, shortened', () => {
  const shown = /```yaml\n(# \.github\/workflows\/deploy\.yml\n[\s\S]*?)```/.exec(textOf('README.md'))?.[1]
  const called = 'YOUR-ORG/commit-train/.github/workflows/deploy.yml@<full SHA>'
  expect(shown).toContain(called)
  const short = parse((shown ?? '').replace(called, 'commit-train/commit-train/.github/workflows/deploy.yml@v1'))
  const template = parse(textOf('workflows-templates/deploy-by-event.yml'))
  expect(Object.keys(short.jobs)).toEqual(['deploy'])
  const { if: filter, ...job } = short.jobs.deploy
  expect(template.on).toEqual(short.on)
  expect(template.permissions).toEqual(short.permissions)
  expect(template.jobs.deploy).toMatchObject(job)
  expect(Object.keys(job.permissions)).toEqual(Object.keys(template.jobs.deploy.permissions))
  expect(template.jobs.deploy.if.replaceAll(/\s+/g, ' ')).toContain(filter)
  // Else the reviewers of the environment are asked for what a terminal carries out itself.
  expect(template.jobs.deploy.if).toContain('&& !(github.event.deployment.payload[')
  expect(template.jobs.deploy.if).toContain('github.event.deployment.payload.local == true)')
})

describe('the readers', () => {
  test.each([
    ['see `src/a/b.ts`, or test/unit/c.test.ts.', ['src/a/b.ts', 'test/unit/c.test.ts']],
    ['`src/<room>/inputs.ts` and `test/e2e/build*.test.ts`', ['src/<room>/inputs.ts', 'test/e2e/build*.test.ts']],
    ['`src/domain/` twice: `src/domain/`', ['src/domain/']],
    ['script/test unit', ['script/test']],
    ['ignore-paths: [docs/**], and [this](../docs/a.md)', []],
  ])('paths: %s', (text, expected) => {
    expect(pathsIn(text)).toEqual(expected)
  })

  test.each([
    ['src/errors.ts', true],
    ['src/actions/<name>/inputs.ts', true],
    ['src/domain/', true],
    ['src/no-such-file.ts', false],
    ['src/<name>/no-such-file.ts', false],
  ])('%s: %s', (path, expected) => {
    expect(isThere(path)).toBe(expected)
  })

  test('links and anchors', () => {
    const page =
      '# A `b`: c, d\n\n## A\n\n```yaml\n# no heading [x](y)\n```\n\n## A\n[to](#a-1) ![p](q.svg) [w](https://w)\n'
    expect(anchorsIn(page)).toEqual(['a-b-c-d', 'a', 'a-1'])
    expect(linksIn(page)).toEqual(['#a-1', 'q.svg'])
  })

  test.each([
    ['docs/policy.md#how-checks-are-judged', false],
    ['docs/policy.md#no-such-heading', true],
    ['docs/no-such-page.md', true],
    ['src', false],
  ])('a link of README to %s is broken: %s', (target, expected) => {
    expect(isBroken('README.md', target)).toBe(expected)
  })
})
