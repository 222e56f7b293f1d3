import { expect, test } from 'vitest'
import { coverAll, parsePatterns } from '../../../src/build/path-patterns.ts'
import { problemOf } from './thrown.ts'

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
])('%s and %s: %s', (pattern, path, expected) => {
  expect(parsePatterns([pattern])[0]?.matches(path)).toBe(expected)
})

test.each(['', '/', '!docs', 'a?b', '[ab]', '{a,b}', '../x', 'a/../b', 'a\\b'])('%j is refused', pattern => {
  expect(problemOf(() => parsePatterns([pattern]))).toMatch(/^bad-input: Input "not-in-image"/)
})

test.each<[string[], boolean]>([
  [['deploy/a', 'README.md'], true],
  [['deploy/a', 'src/a'], false],
  [[], false],
])('%j covered: %s', (paths, expected) => {
  expect(coverAll(parsePatterns(['deploy/', '*.md']), paths)).toBe(expected)
})
