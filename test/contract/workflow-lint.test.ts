import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const scratch = mkdtempSync(join(tmpdir(), 'workflow-lint-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const FOLDERS = [
  '.github/workflows',
  'workflows-templates',
  'examples/hello-service/.github/workflows',
  'examples/monorepo/.github/workflows',
]
const workflows = FOLDERS.flatMap(folder => filesOf(folder).filter(file => file.endsWith('.yml')))
const actions = readdirSync(join(root, 'actions')).map(name => `actions/${name}/action.yml`)

function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder)).map(name => `${folder}/${name}`)
}

/** Exit code and output of a tool that needs nothing but the files. */
function ran(argv: readonly [string, ...string[]]): { code: number | null; text: string } {
  const { status, stdout, stderr, error } = spawnSync(argv[0], argv.slice(1), { cwd: root, encoding: 'utf8' })
  if (error !== undefined) throw new Error(`${argv[0]}: ${error.message}; script/test puts it on the PATH`)
  return { code: status, text: `${stdout}${stderr}` }
}

const actionlint = (files: readonly string[]) =>
  ran(['actionlint', '-no-color', '-config-file', '.github/actionlint.yaml', ...files])
/** Pedantic: also what is only a matter of care, such as a permission without its reason. */
const zizmor = (files: readonly string[]) =>
  ran(['zizmor', '--offline', '--no-progress', '--persona=pedantic', '--config', 'zizmor.yml', ...files])

/** A copy of a workflow, spoilt. */
function spoilt(file: string, what: string, by: string): string {
  const text = readFileSync(join(root, file), 'utf8')
  expect(text).toContain(what)
  const folder = mkdtempSync(join(scratch, 'spoilt-'))
  const copy = join(folder, 'spoilt.yml')
  cpSync(join(root, file), copy)
  writeFileSync(
    copy,
    text.replace(what, () => by),
  )
  return copy
}

describe('actionlint', () => {
  test('finds nothing in any workflow', () => {
    expect(actionlint(workflows)).toEqual({ code: 0, text: '' })
  })

  test.each([
    ['an output that is not there', 'steps.ship.outputs.outcome', 'steps.shop.outputs.outcome', /shop/],
    ['a key that is none', 'cancel-in-progress: false', 'cancel-in-progres: false', /cancel-in-progres/],
  ])('finds %s', (_what, text, by, expected) => {
    const { code, text: said } = actionlint([spoilt('.github/workflows/deploy.yml', text, by)])
    expect(code).toBe(1)
    expect(said).toMatch(expected)
  })
})

describe('zizmor', () => {
  test('finds nothing in any workflow or action', () => {
    const { code, text } = zizmor([...workflows, ...actions])
    expect({ code, found: code === 0 ? '' : text }).toEqual({ code: 0, found: '' })
  })

  test.each([
    ['an expression in a script', 'run: script/test', 'run: echo ${{ github.head_ref }}', /template-injection/],
    ['an action by its tag', /checkout@[0-9a-f]{40} # v6.0.2/, 'checkout@v6', /unpinned-uses/],
    ['credentials that are kept', 'persist-credentials: false', 'fetch-depth: 1', /artipacked/],
    ['a permission without a reason', 'contents: read # check out the commit', 'contents: write', /permissions/],
  ])('finds %s', (_what, text, by, expected) => {
    const file = '.github/workflows/ci.yml'
    const found = readFileSync(join(root, file), 'utf8').match(text)?.[0] ?? ''
    const { code, text: said } = zizmor([spoilt(file, found, by)])
    expect(code).toBeGreaterThan(0)
    expect(said).toMatch(expected)
  })
})

test.each(['zizmor.yml', '.github/actionlint.yaml'])('%s gives a reason for each thing it ignores', file => {
  const lines = readFileSync(join(root, file), 'utf8').split('\n')
  const ignored = lines.flatMap((line, index) => (/^\s+(- |commit-train\/\*)/.test(line) ? [index] : []))
  expect(ignored.length).toBeGreaterThan(0)
  for (const index of ignored) {
    // Several entries of one list may share the reason above them.
    let above = index - 1
    while (/^\s+- /.test(lines[above] ?? '')) above -= 1
    expect({ line: lines[index], reason: /^\s+#/.test(lines[above] ?? '') }).toEqual({
      line: lines[index],
      reason: true,
    })
  }
})
