import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { BUILD_INPUTS } from '../../src/actions/build/inputs.ts'
import { DEPLOY_INPUTS, DEPLOY_OUTPUTS } from '../../src/actions/deploy/inputs.ts'
import { NOTIFY_STALE_INPUTS } from '../../src/actions/notify-stale/inputs.ts'
import { type InputSpec, linesOf } from '../../src/runner/inputs.ts'
import { usesIn } from '../platform/workflows/action-tree.ts'
import { stripUnknownKeys } from '../platform/workflows/unknown-keys.ts'

const root = join(import.meta.dirname, '../..')
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

interface Input {
  readonly default?: string
  readonly required?: boolean
}
interface Job {
  readonly name?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
  readonly permissions: Readonly<Record<string, string>>
  readonly environment?: unknown
  readonly concurrency?: Readonly<Record<string, unknown>>
  readonly steps?: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[]
}
interface Workflow {
  readonly 'run-name'?: string
  readonly on: { readonly workflow_call?: { readonly inputs: Readonly<Record<string, Input>> } }
  readonly permissions: unknown
  readonly jobs: { readonly deploy: Job }
}
interface Action {
  readonly inputs: Readonly<Record<string, Input>>
  readonly outputs: Readonly<Record<string, { readonly description?: string; readonly value: string }>>
  readonly runs: { readonly steps: NonNullable<Job['steps']> }
}

const reusable = parse(textOf('.github/workflows/deploy.yml')) as Workflow
const ship = parse(textOf('actions/ship/action.yml')) as Action
const TEMPLATES = ['deploy-by-event', 'deploy-by-dispatch']
// A dry run without a deployment takes actions/deploy itself.
const names = Object.keys(DEPLOY_INPUTS).filter(name => name !== 'service')
const defaultOf = (name: string) => Object.entries(DEPLOY_INPUTS).find(([key]) => key === name)?.[1]

describe('actions/ship', () => {
  test('has the inputs of actions/deploy, with their defaults, and the commit', () => {
    expect(Object.keys(ship.inputs)).toEqual(['commit', ...names])
    for (const name of names) {
      const { whenMissing: _, secret: _secret, ...wanted }: InputSpec = defaultOf(name) ?? { description: '' }
      expect({ name, ...ship.inputs[name] }).toEqual({ name, ...JSON.parse(JSON.stringify(wanted)) })
    }
  })

  test('hands all of them on, and all outputs back', () => {
    const handedOn = ship.runs.steps.at(-1)?.with
    expect(handedOn).toEqual(Object.fromEntries(names.map(name => [name, `\${{ inputs.${name} }}`])))
    expect(Object.keys(ship.outputs)).toEqual(Object.keys(DEPLOY_OUTPUTS))
    for (const [name, { description, value }] of Object.entries(ship.outputs)) {
      expect(description).toBe(Object.entries(DEPLOY_OUTPUTS).find(([key]) => key === name)?.[1])
      expect(value).toBe(`\${{ steps.deploy.outputs.${name} }}`)
    }
  })
})

describe('the reusable workflow', () => {
  const job = reusable.jobs.deploy
  const given = job.steps?.[0]?.with ?? {}

  test('hands on every input of actions/ship but the token, which has its default', () => {
    expect(Object.keys(given).toSorted()).toEqual(
      Object.keys(ship.inputs)
        .filter(name => name !== 'token')
        .toSorted(),
    )
  })

  test('repeats the defaults: an empty text handed on is not a default', () => {
    for (const [name, { default: own }] of Object.entries(reusable.on.workflow_call?.inputs ?? {})) {
      const wanted = defaultOf(name)
      if (wanted === undefined || 'required' in wanted) continue
      expect({ name, own }).toEqual({ name, own: 'default' in wanted ? wanted.default : '' })
    }
  })

  test('makes no second record, and loses no deployment to a newer one', () => {
    expect(job.environment).toMatchObject({ deployment: false })
    expect(job.concurrency).toMatchObject({ 'cancel-in-progress': false, queue: 'max' })
    expect(job.concurrency?.group).toMatch(/service[\s\S]*environment/)
  })
})

describe.each(TEMPLATES)('the template %s', name => {
  const file = `workflows-templates/${name}.yml`
  const workflow = parse(textOf(file)) as Workflow
  const job = workflow.jobs.deploy

  test('calls the reusable workflow by a reference outside the deployed commit', () => {
    expect(job.uses).toBe('commit-train/commit-train/.github/workflows/deploy.yml@v1')
    const known = Object.keys(reusable.on.workflow_call?.inputs ?? {})
    expect(Object.keys(job.with ?? {}).filter(input => !known.includes(input))).toEqual([])
  })

  test('grants what the called job asks for and nothing else', () => {
    expect(workflow.permissions).toEqual({})
    expect(job.permissions).toEqual(reusable.jobs.deploy.permissions)
    expect(job.permissions).toEqual({
      contents: 'read',
      deployments: 'write',
      checks: 'read',
      statuses: 'read',
      actions: 'read',
      packages: 'read',
    })
  })

  test('names the deployment in the list of runs', () => {
    expect(workflow['run-name']).toMatch(/deployment(\.id|-id)/)
  })

  test('has its properties beside it', () => {
    const properties = JSON.parse(textOf(`workflows-templates/${name}.properties.json`))
    expect(Object.keys(properties)).toEqual(['name', 'description', 'iconName', 'categories', 'filePatterns'])
    for (const pattern of properties.filePatterns) expect('.github/commit-train.yml').toMatch(new RegExp(pattern))
  })

  test('is what the example service uses, but for what is its own', () => {
    const copy = textOf(`examples/hello-service/.github/workflows/${name}.yml`)
    expect(copy.replace('secret-env: GREETING_TOKEN', "secret-env: ''")).toBe(textOf(file))
  })
})

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

describe('the template reconcile', () => {
  const workflow = parse(textOf('workflows-templates/reconcile.yml')) as {
    readonly on: { readonly workflow_run: { readonly workflows: readonly string[] } }
    readonly permissions: unknown
    readonly jobs: { readonly reconcile: Job }
  }

  test('runs after the workflows that deploy, by their names', () => {
    const named = TEMPLATES.map(name => (parse(textOf(`workflows-templates/${name}.yml`)) as { name: string }).name)
    expect(workflow.on.workflow_run.workflows.toSorted()).toEqual(named.toSorted())
  })

  test('grants what the action needs and nothing else', () => {
    expect(workflow.permissions).toEqual({})
    expect(workflow.jobs.reconcile.permissions).toEqual({ contents: 'read', deployments: 'write', actions: 'read' })
    expect(workflow.jobs.reconcile.steps?.[0]?.uses).toBe('commit-train/commit-train/actions/reconcile@v1')
  })

  test('has its properties beside it', () => {
    const properties = JSON.parse(textOf('workflows-templates/reconcile.properties.json'))
    expect(Object.keys(properties)).toEqual(['name', 'description', 'iconName', 'categories', 'filePatterns'])
  })
})

describe('the template plan', () => {
  const { on, permissions, jobs } = parse(textOf('workflows-templates/plan.yml')) as {
    readonly on: unknown
    readonly permissions: unknown
    readonly jobs: { readonly plan: Job }
  }
  const [checkout, plan] = jobs.plan.steps ?? []

  test('is for pull requests, with what a dry run needs and nothing else', () => {
    expect([on, permissions]).toEqual(['pull_request', {}])
    expect(jobs.plan.permissions).toEqual({ contents: 'read', packages: 'read' })
    expect(jobs.plan.environment).toEqual({ name: '${{ matrix.environment }}-plan', deployment: false })
  })

  test('plans the head of the pull request, with inputs that there are', () => {
    expect(checkout?.with).toMatchObject({ ref: '${{ github.event.pull_request.head.sha || github.sha }}' })
    expect(plan?.uses).toBe('commit-train/commit-train/actions/deploy@v1')
    expect(plan?.with).toMatchObject({ 'dry-run': true })
    expect(Object.keys(plan?.with ?? {}).filter(name => !Object.keys(DEPLOY_INPUTS).includes(name))).toEqual([])
  })

  test('has its properties beside it', () => {
    const properties = JSON.parse(textOf('workflows-templates/plan.properties.json'))
    expect(Object.keys(properties)).toEqual(['name', 'description', 'iconName', 'categories', 'filePatterns'])
  })
})

describe('the template notify-stale', () => {
  const workflow = parse(textOf('workflows-templates/notify-stale.yml')) as {
    readonly on: { readonly schedule: readonly { readonly cron: string; readonly timezone: string }[] }
    readonly permissions: unknown
    readonly concurrency: unknown
    readonly jobs: { readonly scan: Job }
  }

  test('runs by the clock of a place, one at a time', () => {
    for (const { timezone } of workflow.on.schedule) {
      expect(new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone).toBe(timezone)
    }
    expect(workflow.concurrency).toEqual({ group: 'notify-stale', 'cancel-in-progress': false })
  })

  test('may read what a scan reads, and write nothing', () => {
    expect(workflow.permissions).toEqual({})
    const all = ['actions', 'checks', 'contents', 'deployments', 'pull-requests', 'statuses']
    expect(workflow.jobs.scan.permissions).toEqual(Object.fromEntries(all.map(name => [name, 'read'])))
  })

  test('gives the action inputs that it has', () => {
    const given = Object.keys(workflow.jobs.scan.steps?.at(-1)?.with ?? {})
    expect(given).toEqual(['slack-token', 'dry-run'])
    expect(Object.keys(NOTIFY_STALE_INPUTS)).toEqual(expect.arrayContaining(given))
  })

  test('has its properties beside it', () => {
    const properties = JSON.parse(textOf('workflows-templates/notify-stale.properties.json'))
    expect(Object.keys(properties)).toEqual(['name', 'description', 'iconName', 'categories', 'filePatterns'])
    for (const pattern of properties.filePatterns) expect('.github/commit-train.yml').toMatch(new RegExp(pattern))
  })
})

describe('every file that uses an action', () => {
  const workflowFolders = [
    '.github/workflows',
    'workflows-templates',
    'examples/hello-service/.github/workflows',
    'examples/monorepo/.github/workflows',
  ]
  const files = [
    ...workflowFolders.flatMap(folder => readdirSync(join(root, folder)).map(name => `${folder}/${name}`)),
    'actions/ship/action.yml',
  ].filter(file => file.endsWith('.yml'))

  test.each(files)('%s: by SHA, or ours by the tag that a release stamps', file => {
    const uses = usesIn(parse(textOf(file)))
    expect(uses.length).toBeGreaterThan(0)
    for (const one of uses) expect(one).toMatch(/^(commit-train\/commit-train\/[^@]+@v1|[^@]+@[0-9a-f]{40})$/)
  })

  test.each(files)('%s: checkouts keep no credentials', file => {
    const checkouts = textOf(file).split('uses: actions/checkout@').slice(1)
    for (const text of checkouts) expect(text.split('- ')[0]).toContain('persist-credentials: false')
  })
})

test('what docs/workflows.md leaves out for a GitHub Enterprise Server leaves the files whole, without a key too new for it', () => {
  const [command = ''] = /sed -i(?: -e '\/\^ \*.*?\/d')+/.exec(textOf('docs/workflows.md')) ?? []
  const patterns = [...command.matchAll(/-e '\/(.*?)\/d'/g)].map(([, pattern = '']) => new RegExp(pattern))
  expect(patterns).toHaveLength(3)
  const files = ['.github/workflows', 'workflows-templates'].flatMap(folder =>
    readdirSync(join(root, folder)).map(name => `${folder}/${name}`),
  )
  let left = 0
  for (const file of files.filter(name => name.endsWith('.yml'))) {
    const kept = textOf(file)
      .split('\n')
      .filter(line => !patterns.some(pattern => pattern.test(line)))
    const stripped = stripUnknownKeys(textOf(file))
    left += stripped.left.length
    expect([file, stripUnknownKeys(kept.join('\n')).left, parse(kept.join('\n'))]).toEqual([
      file,
      [],
      parse(stripped.text),
    ])
  }
  expect(left).toBe(4)
})
