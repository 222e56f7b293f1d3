import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { BUILD_INPUTS } from '../../src/actions/build/inputs.ts'
import { linesOf } from '../../src/runner/inputs.ts'
import { type Job, root, textOf, type Workflow } from './workflow-files.ts'

describe.each(['build', 'pull-request'])('the template %s', name => {
  const template = textOf(`workflows-templates/${name}.yml`)
  const copy = textOf(`examples/hello-service/.github/workflows/${name}.yml`)

  test('is what the example service uses, but for what is its own', () => {
    const own: readonly (readonly [RegExp, string])[] = [
      ...(name === 'build' ? [[/\[main\]/, '[$default-branch]'] as const] : []),
      [/ {6}# The Dockerfile [^\n]+\n {6}- run: go build .+\n {8}env:\n {10}CGO_ENABLED: '0'\n/, ''],
      [/lint: \|\n(?: {12}.+\n)+/, 'lint: make lint\n'],
      [/test: go test .+/, 'test: make test'],
      [/ {10}test-image: .+\n/, ''],
    ]
    for (const [mine] of own) expect(copy).toMatch(mine)
    expect(own.reduce((text, [mine, original]) => text.replace(mine, () => original), copy)).toBe(template)
  })

  test('gives the action inputs that it has', () => {
    for (const text of [template, copy]) {
      const { steps = [] } = (parse(text) as { jobs: { build: Job } }).jobs.build
      const given = steps.find(({ uses }) => uses?.includes('/actions/build@'))?.with ?? {}
      expect(Object.keys(given).filter(name => !Object.keys(BUILD_INPUTS).includes(name))).toEqual([])
    }
  })
})

interface BuildJob extends Job {
  readonly strategy?: { readonly matrix: { readonly include: readonly { readonly arch: string }[] } }
}
const buildTemplate = (name: string) => {
  const { jobs } = parse(textOf(`workflows-templates/${name}.yml`)) as { jobs: Readonly<Record<string, BuildJob>> }
  return jobs
}
const buildStep = (job: BuildJob | undefined) => job?.steps?.find(({ uses }) => uses?.includes('/actions/build@'))?.with

describe.each(['build', 'build-multi-platform', 'pull-request'])('the template %s', name => {
  test('has its properties beside it', () => {
    const properties = JSON.parse(textOf(`workflows-templates/${name}.properties.json`))
    expect(Object.keys(properties)).toEqual(['name', 'description', 'iconName', 'categories', 'filePatterns'])
    for (const pattern of properties.filePatterns) expect('Dockerfile').toMatch(new RegExp(pattern))
  })

  test('gives only inputs that there are, and no more rights than it needs', () => {
    const known = Object.keys(BUILD_INPUTS)
    for (const job of Object.values(buildTemplate(name))) {
      expect(Object.keys(buildStep(job) ?? {}).filter(input => !known.includes(input))).toEqual([])
      const checksOut = job.steps?.some(({ uses }) => uses?.startsWith('actions/checkout@'))
      const writes = name === 'pull-request' ? {} : { packages: 'write' }
      expect(job.permissions).toEqual({ ...(checksOut && { contents: 'read' }), ...writes })
    }
  })
})

describe('a pull request', () => {
  const folders = [
    'workflows-templates',
    'examples/hello-service/.github/workflows',
    'examples/monorepo/.github/workflows',
  ]
  const all = folders.flatMap(folder =>
    readdirSync(join(root, folder))
      .filter(name => name.endsWith('.yml'))
      .map(name => `${folder}/${name}`),
  )
  const starters = all.filter(file => /^ *pull_request:?$/m.test(textOf(file)))

  test.each(all)('%s: a job that it starts may write nothing, gets no login and pushes nothing', file => {
    const { permissions, jobs } = parse(textOf(file)) as Workflow & { jobs: Readonly<Record<string, BuildJob>> }
    expect(permissions).toEqual({})
    expect(textOf(file)).not.toContain('pull_request_target')
    if (!starters.includes(file)) return
    for (const job of Object.values(jobs)) {
      expect(Object.values(job.permissions).filter(right => right !== 'read')).toEqual([])
      expect(JSON.stringify(job)).not.toMatch(/secrets\.|github\.token|registry-password/)
      expect(buildStep(job)).toMatchObject({ push: false })
    }
  })

  test.each(folders)('%s: the merge queue gets the same checks, each of its commits in a run of its own', folder => {
    const file = textOf(`${folder}/pull-request.yml`)
    const { on, concurrency, jobs } = parse(file) as Pick<Job, 'concurrency'> & {
      readonly on: object
      readonly jobs: Readonly<Record<string, BuildJob>>
    }
    expect(Object.keys(on)).toEqual(['pull_request', 'merge_group'])
    const commit = '${{ github.event.pull_request.head.sha || github.sha }}'
    expect(concurrency).toEqual({ group: `pull-request-${commit}`, 'cancel-in-progress': false })
    for (const { steps } of Object.values(jobs)) expect(steps?.[0]?.with).toMatchObject({ ref: commit })
    // Of an event without a pull request its fields are empty: each use of them has another commit beside it.
    expect(file.replaceAll(commit, '')).not.toContain('github.event')
  })

  test.each(folders)('%s: has a workflow that builds it as its commit on the default branch is built', folder => {
    const [pull, push] = ['pull-request', 'build'].map(
      name => (parse(textOf(`${folder}/${name}.yml`)) as { jobs: Readonly<Record<string, BuildJob>> }).jobs,
    )
    expect(starters).toContain(`${folder}/pull-request.yml`)
    expect(Object.keys(pull ?? {})).toEqual(Object.keys(push ?? {}))
    for (const [id, job] of Object.entries(pull ?? {})) {
      const { push: _, ...same } = buildStep(job) ?? {}
      expect(buildStep(push?.[id])).toMatchObject(same)
      expect(Object.keys(same)).toEqual(expect.arrayContaining(['image', 'lint', 'test']))
    }
  })
})

test('the template for several platforms builds what it joins, each as the other template does', () => {
  const { platform, build } = buildTemplate('build-multi-platform')
  const architectures = platform?.strategy?.matrix.include.map(({ arch }) => arch) ?? []
  expect(linesOf(String(buildStep(build)?.join))).toEqual(architectures.map(arch => `-${arch}`))
  const { 'tag-suffix': suffix, ...same } = buildStep(platform) ?? {}
  expect(suffix).toBe('-${{ matrix.arch }}')
  expect(same).toEqual(buildStep(buildTemplate('build').build))
  expect(platform?.steps?.[0]).toEqual(buildTemplate('build').build?.steps?.[0])
})

test('the check that it says to require is reported for pull requests, those of the platforms are not', () => {
  const text = textOf('workflows-templates/build-multi-platform.yml')
  const [, required] = /^# .*Require the check `([^`]+)` alone/m.exec(text) ?? []
  const namesOf = (name: string) => Object.values(buildTemplate(name)).map(job => job.name)
  expect(namesOf('build-multi-platform')).toEqual(['build (${{ matrix.arch }})', required])
  expect(namesOf('pull-request')).toEqual([required])
})
