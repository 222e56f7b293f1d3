import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { referencesIn, stamped } from '../../script/release/references.ts'
import { release } from '../../script/release/release.ts'

const root = join(import.meta.dirname, '../..')
const OWN = 'commit-train/commit-train'
const SHIPPED = ['actions', '.github', 'workflows-templates', 'examples']
const ENTRIES = ['.github/workflows/deploy.yml', 'actions/ship/action.yml']

const CHECKOUT = '- uses: actions/checkout@'
const BUILD = 'workflows-templates/build'

let folder: string
const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-test-'))
  for (const name of SHIPPED) cpSync(join(root, name), join(folder, name), { recursive: true })
  git('init', '--quiet', '--initial-branch=main')
  git('config', 'user.email', 'a@example.com')
  git('config', 'user.name', 'a')
  git('add', '--all')
  git('commit', '--quiet', '--message=all')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The template that builds, with one step more. */
function withStep(step: string): string {
  const text = readFileSync(join(folder, `${BUILD}.yml`), 'utf8')
  expect(text).toContain(CHECKOUT)
  return text.replace(CHECKOUT, () => `${step}\n      ${CHECKOUT}`)
}

/** All that is reached from a file at a commit: `commit:path`. */
function reached(at: string, file: string, found = new Set<string>()): ReadonlySet<string> {
  for (const { path, ref } of referencesIn(git('show', `${at}:${file}`), OWN)) {
    const next = path.endsWith('.yml') ? path : `${path}/action.yml`
    if (found.has(`${ref}:${next}`)) continue
    found.add(`${ref}:${next}`)
    reached(ref, next, found)
  }
  return found
}

test('a SHA outside holds inside: all that a release reaches of ours is by full SHA, and of its own sources', () => {
  const head = git('rev-parse', 'HEAD')
  const { commit, major } = release(folder, 'v1.2.3')
  expect([major, git('rev-parse', 'v1.2.3'), git('rev-parse', 'v1')]).toEqual(['v1', commit, commit])
  const files = git('ls-tree', '-r', '--name-only', commit, ...SHIPPED)
    .split('\n')
    .filter(name => name.match(/\.ya?ml$/))
  for (const file of files) {
    for (const place of reached(commit, file))
      expect([file, place]).toEqual([file, expect.stringMatching(/^[0-9a-f]{40}:/)])
  }
  const called = [...reached(commit, ENTRIES[0] ?? '')].map(place => place.slice(41))
  expect(called).toEqual(['actions/ship/action.yml', 'actions/deploy/action.yml'])
  // Whatever is reached is what was released: nothing but the references differs.
  for (const place of reached(commit, 'workflows-templates/deploy-by-event.yml')) {
    const [at = '', file = ''] = place.split(':')
    expect(stamped(git('show', place), OWN, 'X', 'v')).toBe(stamped(git('show', `${head}:${file}`), OWN, 'X', 'v'))
    expect(git('merge-base', at, commit)).toBe(at)
  }
  const changed = git('diff', '--unified=0', head, commit)
    .split('\n')
    .filter(line => /^[-+](?![-+])/.test(line))
  expect(changed.length).toBeGreaterThan(10)
  for (const line of changed)
    expect(line).toMatch(/^[-+]\s*(- )?uses: commit-train\/commit-train\/[^@]+@(v1|[0-9a-f]{40} # v1\.2\.3)$/)
  expect(git('rev-parse', 'HEAD')).toBe(head)
  expect(git('status', '--porcelain')).toBe('')
})

test('the next release moves v1 and leaves the first where it is', () => {
  const first = release(folder, 'v1.2.3').commit
  const second = release(folder, 'v1.2.4').commit
  expect([git('rev-parse', 'v1.2.3'), git('rev-parse', 'v1')]).toEqual([first, second])
  expect(() => release(folder, 'v1.2.4')).toThrow('is there already')
})

test.each<[string, string, () => void, RegExp]>([
  ['no version', '1.2', () => undefined, /"1.2" is no version/],
  ['a work tree with changes', 'v1.2.3', () => writeFileSync(join(folder, 'new'), ''), /commit them first/],
  [
    'something else of ours by a tag, which the called workflow comes to use',
    'v1.2.3',
    () => {
      const file = join(folder, 'actions/deploy/action.yml')
      writeFileSync(file, `${readFileSync(file, 'utf8')}\n    - uses: ${OWN}/actions/build@v1\n`)
      git('commit', '--quiet', '--all', '--message=more')
    },
    /actions\/deploy\/action.yml names actions\/build@v1, which is no full SHA/,
  ],
  [
    'something of ours that is not stamped, in a template',
    'v1.2.3',
    () => {
      writeFileSync(join(folder, `${BUILD}.yml`), withStep(`- uses: "${OWN}/actions/build@v1"`))
      git('commit', '--quiet', '--all', '--message=more')
    },
    /:workflows-templates\/build\.yml names actions\/build@v1, which is no full SHA: .* write "uses: commit-train\//,
  ],
])('is refused: %s', (_, version, change, why) => {
  change()
  expect(() => release(folder, version)).toThrow(why)
  expect(git('tag')).toBe('')
})

test.each([
  ['in quotes', `- uses: "${OWN}/actions/build@v1"`],
  ['in quotes of the other kind', `- uses: '${OWN}/actions/build@v1'`],
  ['after two blanks', `-  uses: ${OWN}/actions/build@v1`],
  ['with two blanks behind the colon', `- uses:  ${OWN}/actions/build@v1`],
  ['with two blanks before a comment', `- uses: ${OWN}/actions/build@v1  # newest`],
  ['in a flow mapping', `- {uses: ${OWN}/actions/build@v1}`],
  ['in a flow mapping of several keys', `- {uses: ${OWN}/actions/build@v1, id: a}`],
  ['on the next line', `- uses: >-\n          ${OWN}/actions/build@v1`],
  ['in other capitals', '- uses: Commit-Train/commit-train/actions/build@v1'],
  ['in a comment, for people to take', `# - uses: ${OWN}/actions/build@v1`],
  ['by a SHA that is not whole', `- uses: "${OWN}/actions/build@${'a'.repeat(39)}"`],
  ['by a SHA that goes on', `- uses: "${OWN}/actions/build@${'a'.repeat(40)}0"`],
  ['by an expression', `- uses: "${OWN}/actions/build@\${{ inputs.ref }}"`],
  ['by nothing', `- uses: "${OWN}/actions/build@"`],
])('what stamping misses is found all the same: %s', (_, line) => {
  const [found, ...others] = referencesIn(stamped(`      ${line}\n`, OWN, 'b'.repeat(40), 'v1.2.3'), OWN)
  expect(others).toEqual([])
  expect(found?.path).toBe('actions/build')
  expect(found?.ref).not.toMatch(/^[0-9a-f]{40}$/)
})

test('what another repository has that is named alike is none of ours, and a file may end in .yaml', () => {
  writeFileSync(join(folder, `${BUILD}.yaml`), withStep(`- uses: not-${OWN}/actions/build@v1`))
  rmSync(join(folder, `${BUILD}.yml`))
  git('add', '--all')
  git('commit', '--quiet', '--message=more')
  const { commit } = release(folder, 'v1.2.3')
  const released = git('show', `${commit}:${BUILD}.yaml`)
  expect(released).toContain(`uses: not-${OWN}/actions/build@v1\n`)
  expect(released).toMatch(/uses: commit-train\/commit-train\/actions\/build@[0-9a-f]{40} # v1\.2\.3\n/)
})

test('a fork stamps its own name', () => {
  for (const file of git('grep', '-l', OWN).split('\n')) {
    const path = join(folder, file)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(`${OWN}/`, 'acme/commit-train/'))
  }
  git('commit', '--quiet', '--all', '--message=fork')
  const { commit } = release(folder, 'v1.0.0')
  for (const file of ENTRIES) {
    expect(git('show', `${commit}:${file}`)).toMatch(/uses: acme\/commit-train\/actions\/\w+@[0-9a-f]{40} # v1\.0\.0\n/)
  }
})
