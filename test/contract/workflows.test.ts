import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { DEPLOY_INPUTS } from '../../src/actions/deploy/inputs.ts'
import { NOTIFY_STALE_INPUTS } from '../../src/actions/notify-stale/inputs.ts'
import { usesIn } from '../platform/workflows/action-tree.ts'
import { stripUnknownKeys } from '../platform/workflows/unknown-keys.ts'
import { DEPLOY_TEMPLATES, type Job, root, textOf } from './workflow-files.ts'

describe('the template reconcile', () => {
  const workflow = parse(textOf('workflows-templates/reconcile.yml')) as {
    readonly on: { readonly workflow_run: { readonly workflows: readonly string[] } }
    readonly permissions: unknown
    readonly jobs: { readonly reconcile: Job }
  }

  test('runs after the workflows that deploy, by their names', () => {
    const named = DEPLOY_TEMPLATES.map(
      name => (parse(textOf(`workflows-templates/${name}.yml`)) as { name: string }).name,
    )
    expect(workflow.on.workflow_run.workflows.toSorted()).toEqual(named.toSorted())
  })

  test('grants what the action needs and nothing else', () => {
    expect(workflow.permissions).toEqual({})
    expect(workflow.jobs.reconcile.permissions).toEqual({ contents: 'read', deployments: 'write', actions: 'write' })
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
    for (const one of uses) expect(one).toMatch(/^(commit-train\/commit-train(?:\/[^@]+)?@v1|[^@]+@[0-9a-f]{40})$/)
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
