import { describe, expect, test } from 'vitest'
import {
  coverAll,
  coversAny,
  type PathPattern,
  pathPattern,
  type StepsLeft,
} from '../../../src/policy/path-patterns.ts'

test.each<[string, string, boolean]>([
  ['deploy/', 'deploy/app.yaml', true],
  ['deploy', 'deploy/templates/app.yaml', true],
  ['deploy', 'services/deploy/app.yaml', true],
  ['/deploy', 'services/deploy/app.yaml', false],
  ['./deploy', 'deploy/app.yaml', true],
  ['deploy', 'deployment/app.yaml', false],
  ['deploy', 'redeploy/app.yaml', false],
  ['deploy/*.yaml', 'deploy/app.yaml', true],
  ['deploy/*.yaml', 'deploy/templates/app.yaml', false],
  ['deploy/**/*.yaml', 'deploy/templates/app.yaml', true],
  ['deploy/**/*.yaml', 'deploy/app.yaml', true],
  ['docs/**', 'docs/a/b.md', true],
  ['*.md', 'README.md', true],
  ['*.md', 'docs/a.md', true],
  ['*.md', 'README.mdx', false],
  ['a.b', 'axb', false],
  ['a+(b)', 'a+(b)', true],
  ['*.md', 'a\nb.md', true],
  ['.github/', '.github/workflows/ci.yml', true],
  ['...', '.../a', true],
  ['docs/**x', 'docs/a/bx', true],
  ['a/**', 'a', false],
  ['a**b', 'a/x/b/c', true],
  ['*', 'a/b', true],
  ['**/a', 'a', true],
  ['**/a', 'ba', false],
  ['a/**/b', 'a/x/y/b', true],
  ['a/**/b', 'a/xb', false],
  ['A', 'a', false],
  ['ü*', 'docs/über/a', true],
])('%s and %s: %s', (pattern, path, expected) => {
  expect(pathPattern(pattern)?.matches(path)).toBe(expected)
})

test.each<[string, string, boolean]>([
  ['api/**', 'api', true],
  ['api/*', 'api', true],
  ['/api', 'api', true],
  ['./libs/proto/', 'libs/proto', true],
  ['libs/*/api', 'libs', false],
  ['api/*.go', 'api', false],
  ['api/**/main.go', 'api', false],
  ['/*.go', '', false],
  ['api', '', false],
  ['*.md', '', false],
  ['**', '', true],
  ['/**', '', true],
])('%s is at or below %j; all of it: %s', (pattern, root, whole) => {
  expect(pathPattern(pattern)).toMatchObject({ root, whole })
})

test.each([
  ['*a*a*a*a*a*a*ab', 'a'.repeat(2000)],
  ['x/**/a/**/a/**/a/**/a/**/a/**/b', `x/${'a/'.repeat(1000)}`],
  ['**/a/**/a/**/a/**/a/**/a/b', 'a/'.repeat(1000)],
])('%s is matched against a long path without trying every way', (pattern, path) => {
  expect(pathPattern(pattern)?.matches(`${path}c`)).toBe(false)
  expect(pathPattern(pattern)?.matches(`${path}b`)).toBe(true)
})

test.each([
  ...['', '/', '//', './', '.', '..', './.', '!docs', './!docs', '/!docs', 'a?b', '[ab]', '{a,b}'],
  ...['../x', './../x', '/../x', 'a/../b', 'a/./b', 'a/..', 'a\\b', 'a\nb'],
])('%j is no pattern', pattern => {
  expect(pathPattern(pattern)).toBeUndefined()
})

test.each<[string[], boolean]>([
  [['deploy/a', 'README.md'], true],
  [['deploy/a', 'src/a'], false],
  [[], false],
])('%j covered: %s', (paths, expected) => {
  const patterns = ['deploy/', '*.md'].map(pathPattern).filter((one): one is PathPattern => one !== undefined)
  expect(coverAll(patterns, paths)).toBe(expected)
})

describe('steps', () => {
  const star = () => pathPattern('/*a*a*b') as PathPattern

  test('are what a comparison takes, and an answer that is known takes next to none', () => {
    const [pattern, steps] = [star(), { left: 10_000 }]
    expect(pattern.matches(`${'a'.repeat(98)}b`, steps)).toBe(true)
    const first = 10_000 - steps.left
    expect(first).toBeGreaterThan(700)
    expect(pattern.matches(`${'a'.repeat(98)}b`, steps)).toBe(true)
    expect(10_000 - steps.left).toBeLessThan(first + 20)
  })

  test('a comparison that may take more than are left is not made, nor any other', () => {
    const [pattern, steps]: [PathPattern, StepsLeft] = [star(), { left: 500 }]
    expect(pattern.matches(`${'a'.repeat(98)}b`, steps)).toBe(false)
    expect(steps.left).toBeLessThan(0)
    // What is not known may be covered, and it is known when there are steps again.
    expect([coversAny([pattern], ['c'], steps), coversAny([pattern], ['c'])]).toEqual([true, false])
    expect(pattern.matches(`${'a'.repeat(98)}b`)).toBe(true)
  })

  test('many patterns of other folders take few of them', () => {
    const folders = Array.from({ length: 50 }, (_, at) => `services/checkout-service-${at}`)
    const texts = folders.flatMap(folder => [`${folder}/**/*.go`, `${folder}/*.yaml`, `${folder}/**/assets/**`])
    const patterns = texts.map(pathPattern).filter(one => one !== undefined)
    const paths = Array.from({ length: 3000 }, (_, at) => `services/another-service/some/folder/of/it/file-${at}.go`)
    const steps = { left: 20_000_000 }
    expect(coversAny(patterns, paths, steps)).toBe(false)
    expect(steps.left).toBeGreaterThan(10_000_000)
  })
})
