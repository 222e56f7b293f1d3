import { expect, test } from 'vitest'
import { coverAll, type PathPattern, pathPattern } from '../../../src/policy/path-patterns.ts'

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
])('%s and %s: %s', (pattern, path, expected) => {
  expect(pathPattern(pattern)?.matches(path)).toBe(expected)
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
