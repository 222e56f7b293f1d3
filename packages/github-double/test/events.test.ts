import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { webhooks } from '../src/description/description.ts'
import { checkEvent } from '../src/description/event.ts'
import { CORRUPTIONS, corrupt } from './corruption.ts'
import { startHarness } from './harness.ts'

interface Examples {
  readonly examples: Readonly<Record<string, readonly Record<string, unknown>[]>>
}

const file = new URL('../src/description/examples.json', import.meta.url)
const { examples } = JSON.parse(readFileSync(file, 'utf8')) as Examples

/** Newer than the schema of repositories there. */
const unknownProperties = ['head', 'base'].map(end => `pull_request/${end}/repo/custom_properties is not described`)

/** Most published examples are older than the schemas: each with what it lacks, or has too much. */
const published: [event: string, schema: string, at: number, breaches: string[]][] = [
  ['deployment', 'deployment-created', 0, ['workflow is missing', 'workflow_run is missing']],
  ['deployment', 'deployment-created', 1, ['workflow_run/path is missing', 'workflow_run/display_title is missing']],
  ['deployment', 'deployment-created', 2, []],
  ['deployment', 'deployment-created', 3, []],
  ['deployment_status', 'deployment-status-created', 0, []],
  [
    'deployment_status',
    'deployment-status-created',
    1,
    ['workflow_run/path is missing', 'workflow_run/display_title is missing'],
  ],
  ['deployment_status', 'deployment-status-created', 2, []],
  ['deployment_status', 'deployment-status-created', 3, []],
  [
    'issue_comment',
    'issue-comment-created',
    0,
    [
      'comment/performed_via_github_app is missing',
      'comment/reactions is missing',
      'issue/active_lock_reason is missing',
      'issue/reactions is missing',
      'issue/labels/0/description is missing',
      'issue/labels/0/description is missing',
    ],
  ],
  ['issue_comment', 'issue-comment-created', 1, []],
  ['issue_comment', 'issue-comment-created', 2, []],
  ['issue_comment', 'issue-comment-created', 3, []],
  ['issue_comment', 'issue-comment-created', 4, []],
  ['pull_request', 'pull-request-opened', 0, ['pull_request/auto_merge is missing']],
  ['pull_request', 'pull-request-opened', 1, unknownProperties],
  ['pull_request', 'pull-request-opened', 2, unknownProperties],
  ['pull_request', 'pull-request-opened', 3, unknownProperties],
  [
    'pull_request',
    'pull-request-synchronize',
    4,
    [
      ...unknownProperties.toReversed(),
      'pull_request/base/repo/has_discussions is missing',
      'pull_request/head/repo/has_discussions is missing',
    ],
  ],
  [
    'push',
    'push',
    0,
    ['repository/has_discussions is missing', 'repository/topics is missing', 'repository/visibility is missing'],
  ],
  ['push', 'push', 1, ['repository/has_discussions is missing']],
  ['push', 'push', 2, ['repository/has_discussions is missing']],
  ['push', 'push', 3, ['repository/has_discussions is missing']],
  ['push', 'push', 4, ['repository/has_discussions is missing']],
  ['push', 'push', 5, ['repository/has_discussions is missing']],
  ['push', 'push', 6, ['repository/has_discussions is missing']],
  ['workflow_dispatch', 'workflow-dispatch', 0, []],
  ['workflow_dispatch', 'workflow-dispatch', 1, ['repository/disabled is missing']],
]

describe("GitHub's published examples", () => {
  it('are all in the table', () => {
    const counts = Object.entries(examples).map(([event, all]) => [event, all.length])
    const listed = counts.map(([event]) => [event, published.filter(row => row[0] === event).length])
    expect(listed).toEqual(counts)
  })

  it.each(published)('%s, held against %s, example %i: %j', (event, schema, at, breaches) => {
    expect(checkEvent(schema, examples[event]?.[at])).toEqual(breaches)
  })
})

describe('the event of a deployment', () => {
  async function emitted(): Promise<unknown> {
    const { github, repository, call } = await startHarness()
    await repository.commit({ message: 'one' })
    await call('POST', '/deployments', { body: { ref: 'main', required_contexts: [] } })
    return github.events[0]?.payload
  }

  it('is as described', async () => {
    expect(checkEvent('deployment-created', await emitted())).toEqual([])
  })

  it.each(CORRUPTIONS)('with a %s is refused', async how => {
    const payload: unknown = JSON.parse(JSON.stringify(await emitted()))
    const schema = webhooks.events['deployment-created'] ?? {}
    const spoilt = corrupt(schema, payload, how, webhooks.schemas)
    expect(spoilt.length).toBeGreaterThan(how === 'field extra' ? 3 : 20)
    const passed = spoilt.filter(one => checkEvent('deployment-created', one.value).length === 0)
    expect(passed.map(one => one.at)).toEqual([])
  })

  it('of a name that is not described is refused', () => {
    expect(checkEvent('deployment-deleted', {})).toEqual(['the event deployment-deleted is not described'])
  })
})
