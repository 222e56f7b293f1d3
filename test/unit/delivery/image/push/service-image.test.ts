import { describe, expect, test } from 'vitest'
import type { BuildSettings } from '../../../../../src/delivery/image/plan/settings.ts'
import { type PathPattern, pathPattern } from '../../../../../src/policy/path-patterns.ts'
import { BuildWorld, PARENT } from '../build-world.ts'
import { imageNamed } from '../fake-registry.ts'

const notInImage = [pathPattern('deploy/') as PathPattern]

describe("a service's image", () => {
  const policy = `services:
  api: { paths: [api/**, libs/**] }
  web:
environments: { production: }
`
  const built = async (changedPaths: readonly string[], settings: Partial<BuildSettings>, files = {}) => {
    const world = new BuildWorld()
    world.registry.give(PARENT, imageNamed('parent'))
    world.changedPaths = changedPaths
    world.files = { '.github/commit-train.yml': policy, 'api/main.go': '', 'libs/a': '', ...files }
    const { report, ending } = await world.run(settings)
    const problem = 'problems' in ending ? ending.problems.map(({ text }) => text).join() : undefined
    return problem ?? [report.origin, ...report.warnings].join(' ')
  }

  test.each<[string, readonly string[], Partial<BuildSettings>, string]>([
    ['none of its paths', ['web/a', 'README.md'], {}, 'parent'],
    ['one of them', ['web/a', 'libs/a'], {}, 'built'],
    ['both names of what was moved out', ['api/a', 'web/a'], {}, 'built'],
    ['nothing: that says nothing', [], {}, 'built'],
    ['the policy, whose paths may be others now', ['.github/commit-train.yml'], {}, 'built'],
    [
      'a workflow, where the arguments and the scripts of the build stand',
      ['.github/workflows/build.yml'],
      {},
      'built',
    ],
    ['an action of its workflows', ['web/a', '.github/actions/build/action.yml'], {}, 'built'],
    [
      'a workflow that is said not to matter',
      ['.github/workflows/stale.yml'],
      { notInImage: [pathPattern('.github/workflows/stale.yml') as PathPattern] },
      'parent',
    ],
    [
      'two workflows, of which one is said not to matter',
      ['.github/workflows/stale.yml', '.github/workflows/build.yml'],
      { notInImage: [pathPattern('.github/workflows/stale.yml') as PathPattern] },
      'built',
    ],
    ['its Dockerfile, which is elsewhere', ['Dockerfile'], {}, 'built'],
    ['what its build leaves out', ['.dockerignore'], {}, 'built'],
    [
      'what the build of its Dockerfile leaves out',
      ['node.Dockerfile.dockerignore'],
      { dockerfile: 'node.Dockerfile' },
      'built',
    ],
    [
      'what the build of another context leaves out',
      ['app/.dockerignore'],
      { context: 'app', dockerfile: 'Dockerfile' },
      'built',
    ],
    ['what the build of another Dockerfile leaves out', ['web/a', 'web.Dockerfile.dockerignore'], {}, 'parent'],
    [
      'what another context of its build has',
      ['assets/a'],
      { buildContexts: new Map([['assets', 'assets']]) },
      'built',
    ],
    ['the file that its Dockerfile links to', ['node.Dockerfile'], { dockerfile: 'linked.Dockerfile' }, 'built'],
    ['a path of it that is in no image', ['api/README.md'], { notInImage }, 'built'],
    ['a path of it that is in no image, by name', ['web/a', 'libs/deploy/a'], { notInImage }, 'parent'],
    ['what no service has paths for', ['README.md'], { service: 'web' }, 'built'],
    ['a service spelled in another way', ['web/a'], { service: 'API' }, 'parent'],
    [
      'one that the policy does not name',
      ['web/a'],
      { service: 'ap' },
      `Input "service" is 'ap', which .github/commit-train.yml does not name (did you mean 'api'?)`,
    ],
  ])('of a commit that changes %s', async (_what, changedPaths, settings, expected) => {
    expect(await built(changedPaths, { service: 'api', ...settings })).toBe(expected)
  })

  test('without a policy, with a wrong one, and with a path that matches nothing', async () => {
    const file = '.github/commit-train.yml'
    expect(await built([], { service: 'api' }, { [file]: undefined })).toBe(
      `Input "service" is 'api', but the checked-out commit has no ${file}`,
    )
    expect(await built([], { service: 'api' }, { [file]: 'services:\n  api: {paths: []}\n' })).toContain(
      `${file}:2: services.api.paths must not be empty: leave it out`,
    )
    const wrong = 'services:\n  api:\n    paths:\n      - api/**\n      - ap/**\nenvironments: {a: }\n'
    expect(await built(['web/a'], { service: 'api' }, { [file]: wrong })).toBe(
      `parent ${file}:5: 'ap/**' of service 'api' matches nothing in this commit: correct it, or leave it out`,
    )
  })
})
