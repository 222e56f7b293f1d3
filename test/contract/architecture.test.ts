import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/**
 * Imports point one way: an action's folder may use the folders that talk to the outside, those may use the domain,
 * everything may use the runner's interfaces. What is not listed here is not allowed.
 */
const GROUND = ['.', 'reasons', 'time', 'process', 'secrets', 'net', 'log', 'text', 'files']
const mayImport: Readonly<Record<string, readonly string[]>> = {
  reasons: [],
  time: ['.'],
  process: ['.'],
  secrets: ['.'],
  net: ['.'],
  log: ['.'],
  text: ['.'],
  files: ['.'],
  policy: GROUND,
  domain: ['policy', ...GROUND],
  runner: GROUND,
  git: ['domain', ...GROUND],
  tools: ['domain', ...GROUND],
  github: ['policy', 'domain', ...GROUND],
  kubernetes: ['domain', ...GROUND],
  registry: ['domain', ...GROUND],
  // Until the image pipeline has its own ends of processes: docker/docker.ts.
  docker: ['registry', 'delivery', ...GROUND],
  gomplate: ['domain', ...GROUND],
  slack: ['domain', ...GROUND],
  deployments: ['github', 'kubernetes', 'registry', 'slack', 'policy', 'domain', ...GROUND],
  delivery: [
    'deployments',
    'actions',
    'github',
    'kubernetes',
    'registry',
    'docker',
    'gomplate',
    'slack',
    'git',
    'tools',
    'runner',
    'policy',
    'domain',
    ...GROUND,
  ],
  actions: [
    'delivery',
    'docker',
    'deployments',
    'registry',
    'github',
    'git',
    'slack',
    'runner',
    'policy',
    'domain',
    ...GROUND,
  ],
  '.': ['actions'],
}

/** Packages that only these folders may import. */
const packageOwners: Readonly<Record<string, readonly string[]>> = {
  '@actions/core': ['runner'],
  '@actions/github': ['github'],
  '@actions/http-client': ['net'],
  '@actions/tool-cache': ['tools'],
  '@slack/web-api': ['slack'],
  undici: ['net'],
  yaml: ['policy', 'kubernetes', 'gomplate'],
}

const src = resolve(import.meta.dirname, '../../src')

interface Import {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** Every import, static, dynamic or of types alone, in a source text. */
function importsOf(text: string): string[] {
  const pattern =
    /(?:^|[\s;}])(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|import\s*\(\s*['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]/gm
  return [...text.matchAll(pattern)].map(match => match[1] ?? match[2] ?? match[3] ?? '')
}

function allImports(): Import[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .flatMap(file => importsOf(readFileSync(join(src, file), 'utf8')).map(to => ({ file, from: folderOf(file), to })))
}

function folderOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '.') : '.'
}

const imports = allImports()

describe('imports point one way', () => {
  test('every folder of src/ has its rule', () => {
    const folders = new Set(imports.map(({ from }) => from))
    expect([...folders].filter(folder => !(folder in mayImport))).toEqual([])
  })

  test('between folders', () => {
    const wrong = imports
      .filter(({ to }) => to.startsWith('.'))
      .map(({ file, from, to }) => ({ file, from, to: folderOf(relative(src, resolve(src, dirname(file), to))) }))
      .filter(({ from, to }) => from !== to && !(mayImport[from] ?? []).includes(to))
    expect(wrong).toEqual([])
  })

  test('packages belong to their folders', () => {
    const wrong = imports
      .filter(({ to }) => !to.startsWith('.') && !to.startsWith('node:'))
      .filter(({ from, to }) => !(packageOwners[to] ?? []).includes(from))
    expect(wrong).toEqual([])
  })

  test('the domain does no I/O', () => {
    expect(imports.filter(({ from, to }) => from === 'domain' && to.startsWith('node:'))).toEqual([])
  })
})

describe('the reader of imports', () => {
  test.each([
    ["import { a } from './a.ts'", ['./a.ts']],
    ["import type {\n  A,\n} from '../b.ts'", ['../b.ts']],
    ["const { c } = await import('./c.ts')", ['./c.ts']],
    ["export { d } from './d.ts'", ['./d.ts']],
    ["import './e.ts'", ['./e.ts']],
    ['const from = "nothing"', []],
  ])('%s', (text, expected) => {
    expect(importsOf(text)).toEqual(expected)
  })
})

describe('files stay small', () => {
  test('none over 300 lines', () => {
    const long = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts'))
      .map(file => ({ file, lines: readFileSync(join(src, file), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 300)
    expect(long).toEqual([])
  })
})
