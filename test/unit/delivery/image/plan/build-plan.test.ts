import { expect, test } from 'vitest'
import { buildPlanOf } from '../../../../../src/delivery/image/plan/build-plan.ts'
import type { BuildSettings } from '../../../../../src/delivery/image/plan/settings.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'
import { defaults, PARENT, pushOf, sha } from '../build-world.ts'
import { problemOf } from '../thrown.ts'

function planOf(settings: Partial<BuildSettings>) {
  const repositoryUrl = 'https://github.com/acme/hello'
  const context = { repository: 'acme/hello', repositoryUrl, event: pushOf(sha), workspace: temporaryFolder() }
  const commit = { head: sha, changed: [], committedAt: 1_767_603_600, firstParent: PARENT }
  return buildPlanOf({ ...defaults, ...settings }, context, commit, true)
}

test('the Dockerfile is the one of the context, unless another is named', () => {
  expect(planOf({})).toMatchObject({ context: '.', dockerfile: 'Dockerfile' })
  expect(planOf({ context: 'app/' })).toMatchObject({ context: 'app', dockerfile: 'app/Dockerfile' })
  expect(planOf({ context: 'app', dockerfile: './x.Dockerfile' })).toMatchObject({ dockerfile: 'x.Dockerfile' })
})

test('a folder of the workspace may be another context, and an address is left to docker', () => {
  const buildContexts = new Map([
    ['lib', './lib/'],
    ['base', 'docker-image://alpine'],
  ])
  expect([...planOf({ buildContexts }).buildContexts]).toEqual([
    ['lib', 'lib'],
    ['base', 'docker-image://alpine'],
  ])
})

test.each<[string, Partial<BuildSettings>]>([
  ['context', { context: '../x' }],
  ['dockerfile', { dockerfile: '../x' }],
  ['build-contexts', { buildContexts: new Map([['lib', '../x']]) }],
])('"%s" that leads out of the workspace is named', (input, settings) => {
  expect(problemOf(() => planOf(settings))).toBe(
    `input-invalid: Input "${input}" is "../x", which leads out of the workspace; give a path inside the checked-out repository, relative to it`,
  )
})

test('a tag suffix is the end of the tag', () => {
  expect(planOf({ tagSuffix: '-arm' })).toMatchObject({ tag: `${sha}-arm`, tagSuffix: '-arm', firstParent: PARENT })
})
